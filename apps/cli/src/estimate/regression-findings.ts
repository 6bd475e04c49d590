import { type Table } from '@countersign/engines/tables';
import {
  type ChunkedRegressionRows,
  type RegressionEstimateName,
  regressionPerformance,
} from '@countersign/statistics/estimation';
import { UsageError } from '../usage-error';
import { inOrder, type RowOrder } from './chunked-rows';
import { type EstimateRequest, regressionMetrics } from './estimate-request';
import { type EstimateFindings } from './findings';
import { withLateLabels } from './late-labels';
import { requireColumns } from './require-columns';

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
  const ordinals = await categoryOrder(reference.table, names);
  const sideOf = async ({ table, order }: Side, targets: Float64Array): Promise<ChunkedRegressionRows> => {
    const features = await featureColumns(table, names, ordinals);
    return {
      rows: {
        predictions: inOrder(await numbersOf(table, prediction!), order.order),
        targets: inOrder(targets, order.order),
      },
      features: features.map((column) => inOrder(column, order.order)),
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

/** The places of each reference category, from 1 on; null for a column of numbers. */
async function categoryOrder(
  reference: Table,
  names: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, number> | null>> {
  const kinds = new Map(reference.columns.map(({ name, kind }) => [name, kind]));
  const texts = names.filter((name) => kinds.get(name) !== 'numeric');
  const columns = await reference.categories(texts);
  return new Map(
    names.map((name) => {
      const categories = columns.get(name)?.categories;
      return [name, categories ? new Map(categories.map((text, at) => [text, at + 1])) : null];
    }),
  );
}

/** Numbers as they are, categories as their place in the reference, 0 for those not seen there. */
async function featureColumns(
  table: Table,
  names: readonly string[],
  ordinals: ReadonlyMap<string, ReadonlyMap<string, number> | null>,
): Promise<Float64Array[]> {
  const numbers = await table.numbers(names.filter((name) => ordinals.get(name) === null));
  const texts = await table.categories(names.filter((name) => ordinals.get(name) !== null));
  return names.map((name) => {
    const places = ordinals.get(name);
    if (!places) return numbers.get(name)!.values;
    const { codes, categories } = texts.get(name)!;
    const byCode = categories.map((text) => places.get(text) ?? 0);
    return Float64Array.from(codes, (code) => (code < 0 ? NaN : byCode[code]!));
  });
}
