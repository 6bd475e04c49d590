import { type Table } from '@countersign/engines/tables';
import {
  type MulticlassEstimateName,
  multiclassPerformance,
  type MulticlassRows,
} from '@countersign/statistics/estimation';
import { compareCodePoints } from '@countersign/statistics/ordering';
import { columnError, type ColumnPlace, requireColumns } from '../input/column-place';
import { UsageError } from '../usage-error';
import { inOrder, type RowOrder } from './chunked-rows';
import { type EstimateRequest, classifierMetrics } from './estimate-request';
import { type EstimateFindings } from './findings';
import { withLateLabels } from './late-labels';

interface Side {
  readonly table: Table;
  readonly order: RowOrder;
}

/** Reads the columns of a classifier of several classes, scores in SCORE_<class>, and estimates its performance. */
export async function multiclassFindings(
  { reference, analysis }: { reference: Side; analysis: Side },
  request: EstimateRequest,
): Promise<EstimateFindings> {
  const { label, prediction, score } = request;
  requireColumns(reference.table, request.reference, [
    ['--label', label],
    ['--prediction', prediction],
  ]);
  requireColumns(analysis.table, request.analysis, [['--prediction', prediction]]);
  const classes = scoredClasses(reference.table, request);
  const wanted = classes.map((name) => ['--score', `${score}_${name}`] as const);
  requireColumns(analysis.table, request.analysis, wanted);
  const sideOf = async (
    { table, order }: Side,
    path: string,
    labels: Int32Array,
  ): Promise<MulticlassRows> => {
    const scores = await table.numbers(wanted.map(([, name]) => name));
    const predictions = await placesIn(table, { path, name: prediction!, option: '--prediction' }, classes);
    return {
      classes,
      scores: wanted.map(([, name]) => inOrder(scores.get(name)!.values, order.order)),
      predictions: inOrder(predictions, order.order),
      labels: inOrder(labels, order.order),
    };
  };
  const place = { path: request.reference, name: label, option: '--label' };
  const before = await sideOf(reference, request.reference, await placesIn(reference.table, place, classes));
  const late = await analysisLabels(analysis.table, request, classes);
  const after = await sideOf(analysis, request.analysis, late);
  const metrics = multiclassPerformance({
    reference: { rows: before, chunks: reference.order.chunks },
    analysis: { rows: after, chunks: analysis.order.chunks },
    metrics: (request.metrics as MulticlassEstimateName[] | undefined) ?? classifierMetrics,
  });
  return { method: 'cbpe', calibrated: null, metrics, groups: null };
}

/** Classes by the names of the score columns. @throws UsageError when there are fewer than three */
function scoredClasses(table: Table, { reference, score }: EstimateRequest): string[] {
  const start = `${score}_`;
  const names = table.columns.map(({ name }) => name).filter((name) => name.startsWith(start));
  if (names.length >= 3) return names.map((name) => name.slice(start.length)).sort(compareCodePoints);
  throw new UsageError(
    `${reference}: three columns "${start}<class>" or more are needed for several classes, there are ${names.length}.`,
  );
}

/** The place of each row's class among the classes, −1 where missing. @throws UsageError on a class without scores */
async function placesIn(table: Table, place: ColumnPlace, classes: readonly string[]): Promise<Int32Array> {
  const { codes, categories } = (await table.categories([place.name])).get(place.name)!;
  const places = categories.map((category) => classes.indexOf(category));
  const strange = categories.find((_, at) => places[at] === -1);
  if (strange !== undefined) throw columnError(place, `it holds "${strange}", a class without scores`);
  return Int32Array.from(codes, (code) => (code < 0 ? -1 : places[code]!));
}

async function analysisLabels(
  table: Table,
  { labels, label, analysis, id }: EstimateRequest,
  classes: readonly string[],
): Promise<Int32Array> {
  if (labels !== undefined) {
    return withLateLabels(table, { labels, label, analysis, id }, async (late) => {
      const values = await placesIn(late, { path: labels, name: label, option: '--label' }, classes);
      return (rowOf) => Int32Array.from(rowOf, (row) => (row < 0 ? -1 : values[row]!));
    });
  }
  if (!table.columns.some(({ name }) => name === label)) return new Int32Array(table.rowCount).fill(-1);
  return placesIn(table, { path: analysis, name: label, option: '--label' }, classes);
}
