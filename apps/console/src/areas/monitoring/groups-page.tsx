import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { t } from '../../texts';
import { GroupsRun } from './groups-run';
import { MonitorPage } from './monitor-page';

const route = getRouteApi('/in/models/$modelId/fairness');

/** What a fairness monitor of one version found: verdict, evidence by day, and each group. */
export function GroupsPage(): ReactElement {
  const { modelId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <MonitorPage
      modelId={modelId}
      kind="FAIRNESS"
      title={(name) => t('watch.title', { name })}
      search={search}
      onPick={(pick) => void navigate({ search: pick })}
      onPickRun={(run) => void navigate({ search: (before) => ({ ...before, run }) })}
    >
      {({ monitor, run }) => <GroupsRun key={run.id} monitor={monitor} run={run} />}
    </MonitorPage>
  );
}
