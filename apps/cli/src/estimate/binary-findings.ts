import { type Table } from '@countersign/engines/tables';
import {
  type BinaryEstimateName,
  binaryPerformance,
  type BinaryRows,
  estimatedGroups,
} from '@countersign/statistics/estimation';
import { requireColumns } from '../input/column-place';
import { truthColumn } from '../input/truth-column';
import { inOrder, type RowOrder } from './chunked-rows';
import { classifierMetrics, type EstimateRequest } from './estimate-request';
import { type EstimateFindings } from './findings';
import { withLateLabels } from './late-labels';
import { outcomeColumn } from './outcome-column';

const withoutPrediction: readonly BinaryEstimateName[] = ['roc_auc', 'average_precision'];

interface Sides {
  readonly reference: { table: Table; order: RowOrder };
  readonly analysis: { table: Table; order: RowOrder };
}

/** Reads the columns of a classifier and estimates its performance, and that of groups where asked. */
export async function binaryFindings(
  { reference, analysis }: Sides,
  request: EstimateRequest,
): Promise<EstimateFindings> {
  const { label, score, prediction, positive } = request;
  const columns: [string, string | undefined][] = [
    ['--score', score],
    ['--prediction', prediction],
  ];
  requireColumns(reference.table, request.reference, [['--label', label], ...columns]);
  requireColumns(analysis.table, request.analysis, [...columns, ['--group-by', request.groupBy]]);
  const truth = await truthColumn(
    reference.table,
    { path: request.reference, name: label, option: '--label' },
    positive,
  );
  const predicted = (table: Table, path: string): Promise<Int8Array> =>
    prediction === undefined
      ? Promise.resolve(new Int8Array(table.rowCount).fill(-1))
      : outcomeColumn(table, { path, name: prediction, option: '--prediction' }, truth);
  const scored = async (table: Table): Promise<Float64Array> =>
    (await table.numbers([score!])).get(score!)!.values;
  const before: BinaryRows = {
    scores: inOrder(await scored(reference.table), reference.order.order),
    predictions: inOrder(await predicted(reference.table, request.reference), reference.order.order),
    labels: inOrder(truth.values, reference.order.order),
  };
  const labelsOf = (table: Table, path: string): Promise<Int8Array> =>
    outcomeColumn(table, { path, name: label, option: '--label' }, truth);
  const after: BinaryRows = {
    scores: inOrder(await scored(analysis.table), analysis.order.order),
    predictions: inOrder(await predicted(analysis.table, request.analysis), analysis.order.order),
    labels: inOrder(await analysisLabels(analysis.table, request, labelsOf), analysis.order.order),
  };
  const { calibrated, metrics } = binaryPerformance({
    reference: { rows: before, chunks: reference.order.chunks },
    analysis: { rows: after, chunks: analysis.order.chunks },
    metrics:
      (request.metrics as BinaryEstimateName[] | undefined) ??
      (prediction === undefined ? withoutPrediction : classifierMetrics),
    ...(request.values === undefined ? {} : { values: request.values }),
  });
  return {
    method: 'cbpe',
    calibrated,
    metrics,
    groups: await groupsOf({ before, after, analysis }, request),
  };
}

/** From the file of late labels, from the analysis file itself, or none. */
async function analysisLabels(
  table: Table,
  request: EstimateRequest,
  labelsOf: (table: Table, path: string) => Promise<Int8Array>,
): Promise<Int8Array> {
  const { labels, label, analysis, id } = request;
  if (labels !== undefined) {
    return withLateLabels(table, { labels, label, analysis, id }, async (late) => {
      const values = await labelsOf(late, labels);
      return (rowOf) => Int8Array.from(rowOf, (row) => (row < 0 ? -1 : values[row]!));
    });
  }
  const hasLabels = table.columns.some(({ name }) => name === label);
  return hasLabels ? labelsOf(table, analysis) : new Int8Array(table.rowCount).fill(-1);
}

async function groupsOf(
  { before, after, analysis }: { before: BinaryRows; after: BinaryRows; analysis: Sides['analysis'] },
  { groupBy }: EstimateRequest,
): Promise<EstimateFindings['groups']> {
  if (groupBy === undefined) return null;
  const { codes, categories } = (await analysis.table.categories([groupBy])).get(groupBy)!;
  const groupOf = inOrder(codes, analysis.order.order);
  return {
    column: groupBy,
    ...estimatedGroups({ reference: before, analysis: after, groupOf, names: categories }),
  };
}
