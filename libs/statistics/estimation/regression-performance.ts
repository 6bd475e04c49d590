import {
  assertSameFeatures,
  type FeatureColumn,
  fitBoostedTrees,
  predictBoostedTrees,
  rowsOf,
} from '../learning';
import { chunkThreshold } from './chunk-threshold';
import { type Chunk } from './chunks';
import { estimatedChunk, type EstimatedMetric } from './estimated-chunk';
import { type LossInputs, lossInputs } from './loss-inputs';
import { type Measured, measured, unmeasured } from './measured';
import {
  hasNegative,
  lossOf,
  lossRootError,
  meanLoss,
  type RegressionEstimateName,
  type RegressionRows,
  type RowLoss,
  rowLosses,
} from './regression-loss';

/** Rows in the order of time with their features, and how they are cut. */
export interface ChunkedRegressionRows {
  readonly rows: RegressionRows;
  /** The same in both periods. */
  readonly features: readonly FeatureColumn[];
  readonly chunks: readonly Chunk[];
}

interface RegressionPerformanceOptions {
  /** With targets: the period in which the model did well. */
  readonly reference: ChunkedRegressionRows;
  /** The period to judge; targets where they have arrived. */
  readonly analysis: ChunkedRegressionRows;
  readonly metrics: readonly RegressionEstimateName[];
}

const period = ['reference', 'analysis'] as const;
const range = { least: 0, greatest: null };

/**
 * Direct loss estimation: how large the errors of a regression model are expected to be in each chunk, before the true
 * values arrive. Boosted trees learn on the reference period, from the features and the prediction, how large the error
 * of a row is; a chunk's estimate is the mean (or its root) of what they expect, never below 0. Thresholds and bands as for
 * classifiers. Assumes that the relation between inputs and error has not changed and that the features explain it.
 * A chunk without rows that carry a prediction has a reason, and the logarithmic errors have one where a value is negative.
 * A relative error over a reference target of 0 leaves the estimate without sampling error and band, with the reason.
 * Throws RangeError when lists differ in length or the periods differ in features. O(trees · rows · features).
 * Source: NannyML 0.13.1, DLE.
 */
export function regressionPerformance(options: RegressionPerformanceOptions): readonly EstimatedMetric[] {
  const sides = [options.reference, options.analysis] as const;
  sides.forEach(assertRows);
  assertSameFeatures(options.reference.features, options.analysis.features);
  const inputs = lossInputs(sides);
  const learnt = new Map<RowLoss, readonly Float64Array[] | null>();
  return options.metrics.map((metric) => {
    const { loss } = lossOf[metric];
    const expected = learnt.get(loss) ?? expectedLosses(sides[0].rows, inputs, loss);
    learnt.set(loss, expected);
    return estimateMetric(metric, sides, expected);
  });
}

/** What the trees expect of every row of both periods; null when the reference period cannot teach them. */
function expectedLosses(
  reference: RegressionRows,
  { columns, categorical }: LossInputs,
  loss: RowLoss,
): readonly Float64Array[] | null {
  if (loss === 'squared_log' && hasNegative(reference)) return null;
  const losses = rowLosses(reference, loss);
  const known = Uint32Array.from(losses.keys()).filter((row) => Number.isFinite(losses[row]));
  if (known.length === 0) return null;
  const picked = (column: Float64Array): Float64Array => Float64Array.from(known, (row) => column[row]!);
  const model = fitBoostedTrees({
    columns: columns[0]!.map(picked),
    categorical,
    target: picked(losses),
    objective: 'squared_error',
  });
  return columns.map((side) => predictBoostedTrees(model, side).map((value) => Math.max(0, value)));
}

function estimateMetric(
  metric: RegressionEstimateName,
  sides: readonly [ChunkedRegressionRows, ChunkedRegressionRows],
  expected: readonly Float64Array[] | null,
): EstimatedMetric {
  const { loss, isRoot } = lossOf[metric];
  const losses = sides.map(({ rows }) => rowLosses(rows, loss));
  const realise = (side: number, { start, end }: Chunk): Measured =>
    loss === 'squared_log' && hasNegative(between(sides[side]!.rows, start, end))
      ? unmeasured('negative_value')
      : meanLoss(losses[side]!.subarray(start, end), isRoot);
  const threshold = chunkThreshold(
    sides[0].chunks.map((chunk) => realise(0, chunk).value),
    range,
  );
  const rootError = expected === null ? null : lossRootError(sides[0].rows, metric);
  const factor = rootError?.value ?? null;
  const samplingReason = rootError?.reason ?? null;
  const chunks = sides.flatMap(({ rows, chunks: cuts }, side) =>
    cuts.map((chunk) => {
      const { n, estimated } = estimateChunk(rows, chunk, { expected: expected?.[side], isRoot });
      const samplingError = factor === null || n === 0 ? null : factor / Math.sqrt(n);
      const values = { key: chunk.key, period: period[side]!, n, estimated, realised: realise(side, chunk) };
      return estimatedChunk({ ...values, samplingError, samplingReason }, threshold, range);
    }),
  );
  return { metric, threshold, chunks };
}

/** The mean over the rows that carry a prediction. */
function estimateChunk(
  { predictions }: RegressionRows,
  { start, end }: Chunk,
  { expected, isRoot }: { expected: Float64Array | undefined; isRoot: boolean },
): { n: number; estimated: Measured } {
  let n = 0;
  let sum = 0;
  for (let row = start; row < end; row += 1) {
    if (Number.isNaN(predictions[row])) continue;
    n += 1;
    sum += expected?.[row] ?? 0;
  }
  if (expected === undefined) return { n, estimated: unmeasured('empty_baseline') };
  if (n === 0) return { n, estimated: unmeasured('no_rows') };
  return { n, estimated: measured(isRoot ? Math.sqrt(sum / n) : sum / n) };
}

const between = ({ predictions, targets }: RegressionRows, start: number, end: number): RegressionRows => ({
  predictions: predictions.subarray(start, end),
  targets: targets.subarray(start, end),
});

function assertRows({ rows, features }: ChunkedRegressionRows): void {
  const { length } = rows.predictions;
  if (rows.targets.length === length && (features.length === 0 || rowsOf(features) === length)) return;
  throw new RangeError('predictions, targets and features are of different lengths');
}
