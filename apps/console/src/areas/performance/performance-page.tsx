import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { t } from '../../texts';
import { EmptyState } from '../../ui/empty-state';
import { Loaded } from '../../ui/loaded';
import { Page, titleOf } from '../../ui/page';
import { chooseMonitor, chooseRun } from '../monitoring/monitor-choice';
import { MonitorControls, OtherRunNotice, RunSelect } from '../monitoring/monitor-controls';
import { monitoredModelDocument, monitorDocument } from '../monitoring/operations';
import { OverallReport } from './overall-report';
import { PerformanceRun } from './performance-run';

const route = getRouteApi('/in/models/$modelId/performance');

function MonitorView({ monitorId, controls }: { monitorId: string; controls: ReactNode }): ReactElement {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(monitorDocument, { variables: { id: monitorId } });
  return (
    <Loaded query={query} rows={8}>
      {({ monitor }) => {
        const runs = monitor.runs.nodes;
        const run = chooseRun(runs, search.run);
        if (!run)
          return (
            <>
              <div className="cs-controls">{controls}</div>
              <EmptyState
                title={t('monitoring.noRun.title')}
                why={t('monitoring.noRun.why')}
                next={t('monitoring.noRun.next')}
              />
            </>
          );
        return (
          <>
            <div className="cs-controls">
              {controls}
              <RunSelect
                runs={runs}
                run={run}
                onPick={(id) => void navigate({ search: (before) => ({ ...before, run: id }) })}
              />
            </div>
            <OtherRunNotice wanted={search.run} run={run} />
            <PerformanceRun key={run.id} runId={run.id} />
          </>
        );
      }}
    </Loaded>
  );
}

function NoMonitor({ controls }: { controls: ReactNode }): ReactElement {
  return (
    <>
      <div className="cs-controls">{controls}</div>
      <EmptyState
        title={t('monitoring.noMonitor.title')}
        why={t('monitoring.noMonitor.why', { kind: t('models.performance').toLowerCase() })}
        next={t('monitoring.noMonitor.next')}
      />
    </>
  );
}

/** Realised performance of one version: a metric over time, and all traffic against the baseline. */
export function PerformancePage(): ReactElement {
  const { modelId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(monitoredModelDocument, { variables: { id: modelId } });
  const name = query.data?.model.name;
  const crumbs = [
    <Link key="models" to="/models">
      {t('models.title')}
    </Link>,
    <Link key="model" to="/models/$modelId" params={{ modelId }} search={{ version: search.version }}>
      {titleOf(query, name)}
    </Link>,
  ];
  return (
    <Page title={titleOf(query, name && t('monitoring.performanceTitle', { name }))} crumbs={crumbs}>
      <Loaded query={query} rows={8}>
        {({ model }) => {
          const chosen = chooseMonitor(model, 'PERFORMANCE', search);
          if (!chosen.version)
            return (
              <EmptyState
                title={t('monitoring.noVersion.title')}
                why={t('monitoring.noVersion.why')}
                next={t('monitoring.noVersion.next')}
              />
            );
          const controls = (
            <MonitorControls
              model={model}
              chosen={chosen}
              onPick={(pick) => void navigate({ search: { ...pick, metric: search.metric } })}
            />
          );
          return (
            <>
              {chosen.monitor ? (
                <MonitorView key={chosen.monitor.id} monitorId={chosen.monitor.id} controls={controls} />
              ) : (
                <NoMonitor controls={controls} />
              )}
              <OverallReport versionId={chosen.version.id} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
