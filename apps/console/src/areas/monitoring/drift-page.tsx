import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { t } from '../../texts';
import { EmptyState } from '../../ui/empty-state';
import { Loaded } from '../../ui/loaded';
import { Page, titleOf } from '../../ui/page';
import { DriftRun } from './drift-run';
import { chooseMonitor, chooseRun, type MonitoredVersion } from './monitor-choice';
import { MonitorControls, OtherRunNotice, RunSelect } from './monitor-controls';
import { monitoredModelDocument, monitorDocument } from './operations';

const route = getRouteApi('/in/models/$modelId/drift');

function MonitorView(props: {
  monitorId: string;
  version: MonitoredVersion;
  controls: ReactNode;
}): ReactElement {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(monitorDocument, { variables: { id: props.monitorId } });
  return (
    <Loaded query={query} rows={8}>
      {({ monitor }) => {
        const run = chooseRun(monitor.runs.nodes, search.run);
        if (!run)
          return (
            <>
              <div className="cs-controls">{props.controls}</div>
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
              {props.controls}
              <RunSelect
                runs={monitor.runs.nodes}
                run={run}
                onPick={(id) => void navigate({ search: (before) => ({ ...before, run: id }) })}
              />
            </div>
            <OtherRunNotice wanted={search.run} run={run} />
            <DriftRun key={run.id} monitor={monitor} run={run} versionId={props.version.id} />
          </>
        );
      }}
    </Loaded>
  );
}

/** Drift of one version: verdict, thresholds, grid of columns by windows, and the distribution behind a cell. */
export function DriftPage(): ReactElement {
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
    <Page title={titleOf(query, name && t('monitoring.driftTitle', { name }))} crumbs={crumbs}>
      <Loaded query={query} rows={8}>
        {({ model }) => {
          const chosen = chooseMonitor(model, 'DRIFT', search);
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
              onPick={(pick) => void navigate({ search: { ...pick, window: search.window } })}
            />
          );
          const { monitor, version } = chosen;
          if (monitor)
            return (
              <MonitorView key={monitor.id} monitorId={monitor.id} version={version} controls={controls} />
            );
          return (
            <>
              <div className="cs-controls">{controls}</div>
              <EmptyState
                title={t('monitoring.noMonitor.title')}
                why={t('monitoring.noMonitor.why', { kind: t('models.drift').toLowerCase() })}
                next={t('monitoring.noMonitor.next')}
              />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
