import { clippedLogLoss } from '../log-loss';
import { type MetricName } from '../metric-traits';

/** Prediction and truth of each row as numbers: codes of classes, 1 and 0, a score beside 1 and 0, or plain numbers. */
export interface RowPair {
  readonly predicted: ArrayLike<number>;
  readonly actual: ArrayLike<number>;
  /** Whether a prediction or label says something: codes of −1 and numbers that are not finite do not. */
  readonly isKnown: (value: number) => boolean;
}

type RowValue = (predicted: number, actual: number) => number;

const hit: RowValue = (predicted, actual) => Number(predicted === actual);

const valueOf = {
  accuracy: hit,
  precision: (predicted, actual) => (predicted === 1 ? hit(predicted, actual) : NaN),
  recall: (predicted, actual) => (actual === 1 ? hit(predicted, actual) : NaN),
  specificity: (predicted, actual) => (actual === 0 ? hit(predicted, actual) : NaN),
  brier: (score, actual) => (score - actual) ** 2,
  log_loss: (score, actual) => clippedLogLoss(actual === 1 ? score : 1 - score),
  mae: (predicted, actual) => Math.abs(predicted - actual),
  mse: (predicted, actual) => (predicted - actual) ** 2,
} satisfies Partial<Record<MetricName, RowValue>>;

/** The metrics that are plain means over rows, by which slices can be searched. */
export type RowMetricName = keyof typeof valueOf;

/** What each row adds to the mean that is the metric; NaN where the row takes no part in it. */
export function rowValues(metric: RowMetricName, { predicted, actual, isKnown }: RowPair): Float64Array {
  const of = valueOf[metric];
  const values = new Float64Array(actual.length);
  for (let row = 0; row < values.length; row += 1) {
    const [left, right] = [predicted[row]!, actual[row]!];
    values[row] = isKnown(left) && isKnown(right) ? of(left, right) : NaN;
  }
  return values;
}
