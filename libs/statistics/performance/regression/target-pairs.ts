import { type ReasonCode } from '../../inference';

/** Predictions beside what was true: the rows that have both. */
export interface TargetPairs {
  readonly predicted: Float64Array;
  readonly actual: Float64Array;
  readonly n: number;
  /** Rows left out for want of a prediction: missing, NaN or infinite. */
  readonly unpredicted: number;
  /** Rows left out that have a prediction and no finite target. */
  readonly unlabelled: number;
  /** Why no row is left; null when one is. */
  readonly reason: ReasonCode | null;
}

/**
 * Leaves out rows without a finite prediction or target, and counts them. Throws RangeError when the lists differ in
 * length.
 */
export function targetPairs(predictions: Float64Array, targets: Float64Array): TargetPairs {
  if (predictions.length !== targets.length) {
    throw new RangeError(`${predictions.length} predictions do not pair with ${targets.length} targets`);
  }
  const predicted = new Float64Array(targets.length);
  const actual = new Float64Array(targets.length);
  let n = 0;
  let unpredicted = 0;
  for (let row = 0; row < targets.length; row += 1) {
    if (!Number.isFinite(predictions[row]!)) unpredicted += 1;
    else if (Number.isFinite(targets[row]!)) {
      predicted[n] = predictions[row]!;
      actual[n++] = targets[row]!;
    }
  }
  return {
    predicted: predicted.subarray(0, n),
    actual: actual.subarray(0, n),
    n,
    unpredicted,
    unlabelled: targets.length - unpredicted - n,
    reason: n > 0 ? null : 'no_rows',
  };
}
