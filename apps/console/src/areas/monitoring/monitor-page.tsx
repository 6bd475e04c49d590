import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { word } from '../../format/words';
import type { MonitorQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { EmptyState } from '../../ui/empty-state';
import { Loaded } from '../../ui/loaded';
import { Page, titleOf } from '../../ui/page';
import {
  chooseMonitor,
  chooseRun,
  type Chosen,
  type MonitorChoice,
  type MonitoredModel,
  type MonitoredVersion,
  type MonitorRun,
} from './monitor-choice';
import { MonitorControls, OtherRunNotice, RunSelect, type Pick } from './monitor-controls';
import { monitoredModelDocument, monitorDocument } from './operations';

/** What the page is about to show. */
export interface RunInView {
  monitor: MonitorQuery['monitor'];
  run: MonitorRun;
  version: MonitoredVersion;
}

export interface MonitorPageProps {
  modelId: string;
  kind: MonitorChoice['kind'];
  title: (name: string) => string;
  /** The part of the address that says which version, monitor and run. */
  search: Pick;
  onPick: (pick: Pick) => void;
  onPickRun: (run: string) => void;
  children: (inView: RunInView) => ReactNode;
  /** What is shown of the version whether or not it is monitored. */
  ofVersion?: (version: MonitoredVersion) => ReactNode;
}

function MonitorView(
  props: MonitorPageProps & { monitorId: string; version: MonitoredVersion; controls: ReactNode },
): ReactElement {
  const { monitorId, version, controls, search, onPickRun, children } = props;
  const query = useQuery(monitorDocument, { variables: { id: monitorId } });
  return (
    <Loaded query={query} rows={8}>
      {({ monitor }) => {
        const runs = monitor.runs.nodes;
        const run = chooseRun(runs, search.run);
        return (
          <>
            <div className="cs-controls">
              {controls}
              {run ? <RunSelect runs={runs} run={run} onPick={onPickRun} /> : null}
            </div>
            {run ? (
              <>
                <OtherRunNotice wanted={search.run} run={run} />
                {children({ monitor, run, version })}
              </>
            ) : (
              <EmptyState
                title={t('monitoring.noRun.title')}
                why={t('monitoring.noRun.why')}
                next={t('monitoring.noRun.next')}
              />
            )}
          </>
        );
      }}
    </Loaded>
  );
}

function NoMonitor({ kind, controls }: { kind: MonitorChoice['kind']; controls: ReactNode }): ReactElement {
  return (
    <>
      <div className="cs-controls">{controls}</div>
      <EmptyState
        title={t('monitoring.noMonitor.title')}
        why={t('monitoring.noMonitor.why', { kind: word('monitorKind', kind).toLowerCase() })}
        next={t('monitoring.noMonitor.next')}
      />
    </>
  );
}

function VersionView(
  props: MonitorPageProps & { model: MonitoredModel; chosen: Chosen; version: MonitoredVersion },
): ReactElement {
  const { model, chosen, version, kind, onPick, ofVersion } = props;
  const controls = <MonitorControls model={model} chosen={chosen} onPick={onPick} />;
  const { monitor } = chosen;
  return (
    <>
      {monitor ? (
        <MonitorView key={monitor.id} {...props} monitorId={monitor.id} controls={controls} />
      ) : (
        <NoMonitor kind={kind} controls={controls} />
      )}
      {ofVersion?.(version)}
    </>
  );
}

/** The page of one kind of monitor: choice of version, monitor and run, then what the run found. */
export function MonitorPage(props: MonitorPageProps): ReactElement {
  const { modelId, kind, title, search } = props;
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
    <Page title={titleOf(query, name && title(name))} crumbs={crumbs}>
      <Loaded query={query} rows={8}>
        {({ model }) => {
          const chosen = chooseMonitor(model, kind, search);
          if (chosen.version)
            return <VersionView {...props} model={model} chosen={chosen} version={chosen.version} />;
          return (
            <EmptyState
              title={t('monitoring.noVersion.title')}
              why={t('monitoring.noVersion.why')}
              next={t('monitoring.noVersion.next')}
            />
          );
        }}
      </Loaded>
    </Page>
  );
}
