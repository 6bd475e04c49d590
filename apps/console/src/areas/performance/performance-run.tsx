import { NativeSelect } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, type ReactElement } from 'react';
import { windowLabel } from '../../format/times';
import { methodName } from '../../format/words';
import { t } from '../../texts';
import { DataTable, type DataColumn } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Loaded, Waiting } from '../../ui/loaded';
import { VerdictBadge } from '../../ui/verdict-badge';
import type { Result } from '../monitoring/result';
import { resultColumns } from '../monitoring/result-columns';
import { useRunResults } from '../monitoring/use-run-results';
import { MetricFigure } from './metric-figure';
import { latestVerdict, chosenLine } from './metric-line';

const route = getRouteApi('/in/models/$modelId/performance');

const columns: readonly DataColumn<Result>[] = [
  {
    id: 'window',
    header: t('monitoring.window'),
    value: (result) => windowLabel(result.window),
  },
  ...resultColumns.filter(({ id }) => ['value', 'limit', 'verdict', 'n'].includes(id)),
];

function RunBody({ results, runId }: { results: readonly Result[]; runId: string }): ReactElement {
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
  const { verdict, window, reason } = latestVerdict(results);
  return (
    <>
      <p className="cs-sentence">
        <VerdictBadge verdict={verdict} large />
        <span>{t(`monitoring.performance.verdictSentence.${verdict}`, { window, reason })}</span>
      </p>
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
      <MetricFigure line={line} metric={metric} runId={runId} />
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
export function PerformanceRun({ runId }: { runId: string }): ReactElement {
  const { query, results, complete } = useRunResults(runId);
  return (
    <Loaded query={query} rows={8}>
      {() => (complete ? <RunBody results={results} runId={runId} /> : <Waiting rows={8} />)}
    </Loaded>
  );
}
