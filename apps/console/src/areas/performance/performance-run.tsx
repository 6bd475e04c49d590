import { NativeSelect } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, type ReactElement } from 'react';
import { formatInstant, windowLabel } from '../../format/times';
import { methodName, word } from '../../format/words';
import { t } from '../../texts';
import { DataTable, type DataColumn } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Loaded, Waiting } from '../../ui/loaded';
import { Facts } from '../../ui/page';
import { VerdictBadge } from '../../ui/verdict-badge';
import { EvidenceDigest } from '../evidence/evidence-digest';
import type { MonitorRun } from '../monitoring/monitor-choice';
import type { Result } from '../monitoring/result';
import { resultColumns } from '../monitoring/result-columns';
import { useRunResults } from '../monitoring/use-run-results';
import { MetricFigure } from './metric-figure';
import { chosenLine, runFinding } from './metric-line';

const route = getRouteApi('/in/models/$modelId/performance');

const columns: readonly DataColumn<Result>[] = [
  {
    id: 'window',
    header: t('monitoring.window'),
    value: (result) => windowLabel(result.window),
  },
  ...resultColumns.filter(({ id }) => ['value', 'limit', 'verdict', 'n'].includes(id)),
];

function RunBody({ results, run }: { results: readonly Result[]; run: MonitorRun }): ReactElement {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { metrics, metric, line } = useMemo(
    () => chosenLine(results, search.metric),
    [results, search.metric],
  );
  if (!metric)
    return (
      <EmptyState
        title={t('monitoring.noResults.title')}
        why={t('monitoring.noResults.why')}
        next={t('monitoring.noResults.next')}
      />
    );
  const { verdict, window, reason, judged } = runFinding(results, run.ranAt);
  return (
    <>
      <p className="cs-sentence">
        <VerdictBadge verdict={verdict} large />
        <span>{t(`monitoring.performance.verdictSentence.${verdict}`, { window, reason })}</span>
      </p>
      {judged ? (
        <p>
          {t('monitoring.performance.judgedBefore', {
            window: judged.window,
            verdict: word('verdict', judged.verdict),
          })}
        </p>
      ) : null}
      <Facts
        facts={[
          [t('monitoring.run'), formatInstant(run.ranAt)],
          [t('promotions.evidence'), <EvidenceDigest key="digest" digest={run.evidenceDigest} />],
        ]}
      />
      <div className="cs-controls">
        <NativeSelect
          label={t('monitoring.performance.metric')}
          value={metric}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            void navigate({ search: (before) => ({ ...before, metric: chosen }), resetScroll: false });
          }}
          data={metrics.map((name) => ({ value: name, label: methodName(name) }))}
        />
      </div>
      <MetricFigure line={line} metric={metric} runId={run.id} />
      <DataTable
        caption={methodName(metric)}
        columns={columns}
        rows={line}
        rowKey={(result) => result.id}
        empty={{ title: t('monitoring.noResults.title'), why: t('monitoring.noResults.why') }}
      />
    </>
  );
}

/** One run of a performance monitor, shown when all its results are here. */
export function PerformanceRun({ run }: { run: MonitorRun }): ReactElement {
  const { query, results, complete } = useRunResults(run.id);
  return (
    <Loaded query={query} rows={8}>
      {() => (complete ? <RunBody results={results} run={run} /> : <Waiting rows={8} />)}
    </Loaded>
  );
}
