import { NativeSelect } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, type ReactElement } from 'react';
import { counted } from '../../format/counted';
import { formatCount } from '../../format/numbers';
import { formatInstant, windowLabel } from '../../format/times';
import { methodName } from '../../format/words';
import type { MonitorQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { EmptyState } from '../../ui/empty-state';
import { Loaded, Waiting } from '../../ui/loaded';
import { Facts, Section } from '../../ui/page';
import { VerdictBadge } from '../../ui/verdict-badge';
import { EvidenceDigest } from '../evidence/evidence-digest';
import { CellDetail } from './cell-detail';
import { ChecksTable } from './checks-table';
import { DriftFigure } from './drift-figure';
import { driftSentence } from './drift-sentence';
import { heatGrid, windowVerdict, type HeatGrid } from './heat-map';
import type { MonitorRun } from './monitor-choice';
import { RankingTable } from './ranking-table';
import { latestEnded, type Result } from './result';
import { useRunResults } from './use-run-results';

const route = getRouteApi('/in/models/$modelId/drift');
type Monitor = MonitorQuery['monitor'];

interface RunProps {
  monitor: Monitor;
  run: MonitorRun;
  versionId: string;
}

function Summary(
  props: RunProps & { grid: HeatGrid; window: string; results: readonly Result[] },
): ReactElement {
  const { monitor, run, grid, window, results } = props;
  const { datasetVersion } = monitor.baseline;
  const inWindow = results.find((result) => windowLabel(result.window) === window);
  const source = `${datasetVersion.dataset.name} ${datasetVersion.number}, ${counted(datasetVersion.rowCount, 'rows')}`;
  return (
    <>
      <p className="cs-sentence">
        <VerdictBadge verdict={windowVerdict(grid, window)} large />
        <span>{driftSentence(grid, window)}</span>
      </p>
      {inWindow && inWindow.window.end > run.ranAt ? (
        <p>{t('monitoring.verdict.filling', { window })}</p>
      ) : null}
      <Facts
        facts={[
          [t('monitoring.baseline'), source],
          [t('monitoring.window'), inWindow ? `${window}, ${counted(inWindow.estimate.n, 'rows')}` : window],
          [t('monitoring.run'), formatInstant(run.ranAt)],
          [t('promotions.evidence'), <EvidenceDigest key="digest" digest={run.evidenceDigest} />],
        ]}
      />
    </>
  );
}

function MethodSelect({ results }: { results: readonly Result[] }): ReactElement {
  const { method } = route.useSearch();
  const navigate = route.useNavigate();
  const methods = [...new Set(results.map((result) => result.method))];
  return (
    <NativeSelect
      label={t('monitoring.method')}
      value={method ?? ''}
      onChange={(event) => {
        const value = event.currentTarget.value;
        void navigate({
          search: (before) => ({ ...before, method: value || undefined }),
          resetScroll: false,
        });
      }}
      data={[
        { value: '', label: t('monitoring.methodDeciding') },
        ...methods.map((name) => ({ value: name, label: methodName(name) })),
      ]}
    />
  );
}

function RunBody(props: RunProps & { results: readonly Result[] }): ReactElement {
  const { monitor, run, versionId, results } = props;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const deciding = useMemo(() => heatGrid(results), [results]);
  const shown = useMemo(() => heatGrid(results, search.method), [results, search.method]);
  const ended = latestEnded(results, run.ranAt)?.window;
  const last = ended ? windowLabel(ended) : deciding.windows.at(-1)?.label;
  const window = deciding.windows.find(({ label }) => label === search.window)?.label ?? last;
  if (!window || deciding.columns.length === 0)
    return (
      <EmptyState
        title={t('monitoring.noResults.title')}
        why={t('monitoring.noResults.why')}
        next={t('monitoring.noResults.next')}
      />
    );
  const choose = (cell: { column: string; window: string }) =>
    void navigate({ search: (before) => ({ ...before, ...cell }), resetScroll: false });
  return (
    <>
      <Summary {...props} grid={deciding} window={window} />
      <div className="cs-controls">
        <MethodSelect results={results} />
      </div>
      <DriftFigure
        grid={shown}
        window={window}
        chosen={{ column: search.column, window: search.window }}
        sentence={driftSentence(deciding, window)}
        run={run}
        onChoose={choose}
      />
      <CellDetail results={results} column={search.column} window={window} versionId={versionId} />
      <Section title={t('monitoring.ranking')}>
        <RankingTable grid={deciding} window={window} onChoose={choose} />
      </Section>
      <Section title={t('monitoring.thresholds')}>
        <p>{t('monitoring.thresholdsLead', { n: formatCount(monitor.minimumN) })}</p>
        <ChecksTable checks={monitor.checks} />
      </Section>
    </>
  );
}

/** One run of a drift monitor, shown when all its results are here. */
export function DriftRun(props: RunProps): ReactElement {
  const { query, results, complete } = useRunResults(props.run.id);
  return (
    <Loaded query={query} rows={8}>
      {() => (complete ? <RunBody {...props} results={results} /> : <Waiting rows={8} />)}
    </Loaded>
  );
}
