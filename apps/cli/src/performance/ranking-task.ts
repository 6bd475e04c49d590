import { type Table } from '@countersign/engines/tables';
import { type RankedQueries, rankedQueries, rankingMetrics } from '@countersign/statistics/performance';
import { UsageError } from '../usage-error';
import { type LoadedTask, type Measured, takeRows } from './loaded-task';
import { type PerformanceRequest } from './performance-request';

/** Reads the columns of a ranking. @throws UsageError without query or score */
export async function rankingTask(table: Table, request: PerformanceRequest): Promise<LoadedTask> {
  const { label, prediction, query, k } = request;
  if (query === undefined) throw new UsageError('--query is missing: which rows are ranked together?');
  const score = request.score ?? prediction!;
  const numbers = await table.numbers([...new Set([label, score])]);
  const relevances = numbers.get(label)!.values;
  const scores = numbers.get(score)!.values;
  const queries = (await table.categories([query])).get(query)!.codes;
  const all = rankedQueries({ queries, scores, relevances });
  const measure = (ranked: RankedQueries): Measured => ({
    n: ranked.queries.length,
    metrics: rankingMetrics(ranked, k),
    confusion: null,
  });
  return {
    task: 'ranking',
    rows: table.rowCount,
    overall: measure(all),
    measure: (rows) =>
      measure(
        rankedQueries({
          queries: takeRows(queries, rows),
          scores: takeRows(scores, rows),
          relevances: takeRows(relevances, rows),
        }),
      ),
    rowMetrics: [],
    rowValues: () => new Float64Array(),
    details: {
      k,
      leftOut: { rows: all.missing, queriesWithoutRelevant: all.withoutRelevant },
    },
    tables: [],
    figures: [],
    notes: [
      'n counts queries with a relevant row (label above 0); the others have no right order and are left out.',
      'Rows with equal scores count by the mean over their orders. Gains are the labels as they are.',
    ],
  };
}
