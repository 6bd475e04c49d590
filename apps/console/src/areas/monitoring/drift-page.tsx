import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { t } from '../../texts';
import { DriftRun } from './drift-run';
import { MonitorPage } from './monitor-page';

const route = getRouteApi('/in/models/$modelId/drift');

/** Drift of one version: verdict, thresholds, grid of columns by windows, and the distribution behind a cell. */
export function DriftPage(): ReactElement {
  const { modelId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <MonitorPage
      modelId={modelId}
      kind="DRIFT"
      title={(name) => t('monitoring.driftTitle', { name })}
      search={search}
      onPick={(pick) => void navigate({ search: { ...pick, window: search.window } })}
      onPickRun={(run) => void navigate({ search: (before) => ({ ...before, run }) })}
    >
      {({ monitor, run, version }) => (
        <DriftRun key={run.id} monitor={monitor} run={run} versionId={version.id} />
      )}
    </MonitorPage>
  );
}
