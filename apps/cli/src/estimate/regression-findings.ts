import { type Table } from '@countersign/engines/tables';
import {
  type ChunkedRegressionRows,
  type RegressionEstimateName,
  regressionPerformance,
} from '@countersign/statistics/estimation';
import { type FeatureColumn } from '@countersign/statistics/learning';
import { requireColumns } from '../input/column-place';
import { UsageError } from '../usage-error';
import { inOrder, type RowOrder } from './chunked-rows';
import { type EstimateRequest, regressionMetrics } from './estimate-request';
import { type EstimateFindings } from './findings';
import { withLateLabels } from './late-labels';

interface Side {
  readonly table: Table;
  readonly order: RowOrder;
}

/** Reads the columns of a regression model and estimates its errors. */
export async function regressionFindings(
  { reference, analysis }: { reference: Side; analysis: Side },
  request: EstimateRequest,
): Promise<EstimateFindings> {
  const { label, prediction } = request;
  requireColumns(reference.table, request.reference, [
    ['--label', label],
    ['--prediction', prediction],
  ]);
  requireColumns(analysis.table, request.analysis, [['--prediction', prediction]]);
  const names = featureNames(reference.table, analysis.table, request);
  const texts = textNames(reference.table, names);
  const sideOf = async ({ table, order }: Side, targets: Float64Array): Promise<ChunkedRegressionRows> => {
    return {
      rows: {
        predictions: inOrder(await numbersOf(table, prediction!), order.order),
        targets: inOrder(targets, order.order),
      },
      features: await featureColumns(table, { names, texts }, order.order),
      chunks: order.chunks,
    };
  };
  const metrics = regressionPerformance({
    reference: await sideOf(reference, await numbersOf(reference.table, label)),
    analysis: await sideOf(analysis, await analysisTargets(analysis.table, request)),
    metrics: (request.metrics as RegressionEstimateName[] | undefined) ?? regressionMetrics,
  });
  return { method: 'dle', calibrated: null, metrics, groups: null };
}

async function numbersOf(table: Table, name: string): Promise<Float64Array> {
  const { values } = (await table.numbers([name])).get(name)!;
  return values.map((value) => (Number.isFinite(value) ? value : NaN));
}

async function analysisTargets(table: Table, request: EstimateRequest): Promise<Float64Array> {
  const { labels, label, analysis, id } = request;
  if (labels !== undefined) {
    return withLateLabels(table, { labels, label, analysis, id }, async (late) => {
      const values = await numbersOf(late, label);
      return (rowOf) => Float64Array.from(rowOf, (row) => (row < 0 ? NaN : values[row]!));
    });
  }
  const hasLabels = table.columns.some(({ name }) => name === label);
  return hasLabels ? numbersOf(table, label) : new Float64Array(table.rowCount).fill(NaN);
}

/** The features asked for, or every column of numbers or categories that both files have and that has no other part. */
function featureNames(reference: Table, analysis: Table, request: EstimateRequest): readonly string[] {
  const { features, label, prediction, timestamp, id } = request;
  if (features !== undefined) {
    const wanted = features.map((name) => ['--features', name] as const);
    requireColumns(reference, request.reference, wanted);
    requireColumns(analysis, request.analysis, wanted);
    return features;
  }
  const taken = [label, prediction, timestamp, id];
  const theirs = new Set(analysis.columns.map(({ name }) => name));
  const names = reference.columns
    .filter(({ name, kind }) => kind !== 'timestamp' && theirs.has(name) && !taken.includes(name))
    .map(({ name }) => name);
  if (names.length > 0) return names;
  throw new UsageError('The files share no column to learn the errors from: name some with --features.');
}

/** The features that are texts in the reference, and are read as such in both files. */
function textNames(reference: Table, names: readonly string[]): ReadonlySet<string> {
  const texts = reference.columns.filter(({ name, kind }) => kind !== 'numeric' && names.includes(name));
  return new Set(texts.map(({ name }) => name));
}

async function featureColumns(
  table: Table,
  { names, texts }: { names: readonly string[]; texts: ReadonlySet<string> },
  order: Uint32Array | null,
): Promise<FeatureColumn[]> {
  const numbers = await table.numbers(names.filter((name) => !texts.has(name)));
  const categories = await table.categories(names.filter((name) => texts.has(name)));
  return names.map((name) => {
    const text = categories.get(name);
    if (text === undefined) return { values: inOrder(numbers.get(name)!.values, order) };
    return { codes: inOrder(text.codes, order), categories: text.categories };
  });
}
