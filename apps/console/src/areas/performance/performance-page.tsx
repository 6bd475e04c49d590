import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { t } from '../../texts';
import { MonitorPage } from '../monitoring/monitor-page';
import { OverallReport } from './overall-report';
import { PerformanceRun } from './performance-run';

const route = getRouteApi('/in/models/$modelId/performance');

/** Realised performance of one version: a metric over time, and all traffic against the baseline. */
export function PerformancePage(): ReactElement {
  const { modelId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <MonitorPage
      modelId={modelId}
      kind="PERFORMANCE"
      title={(name) => t('monitoring.performanceTitle', { name })}
      search={search}
      onPick={(pick) => void navigate({ search: { ...pick, metric: search.metric } })}
      onPickRun={(run) => void navigate({ search: (before) => ({ ...before, run }) })}
      ofVersion={({ id }) => <OverallReport versionId={id} />}
    >
      {({ run }) => <PerformanceRun key={run.id} run={run} />}
    </MonitorPage>
  );
}
