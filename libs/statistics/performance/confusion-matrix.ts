import { type ScoreCounts } from './score-counts';

/** Rows by what was predicted and what was so. */
export interface ConfusionMatrix {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly tn: number;
}

/**
 * Counts pairs of prediction and label: 1 is the positive class, 0 the negative, anything else unknown. Rows without
 * either are left out, never taken for negatives. Throws RangeError when the lists differ in length.
 */
export function confusionMatrix(predictions: Int8Array, labels: Int8Array): ConfusionMatrix {
  if (predictions.length !== labels.length) {
    throw new RangeError(`${predictions.length} predictions do not pair with ${labels.length} labels`);
  }
  const counts = new Float64Array(4);
  for (let row = 0; row < labels.length; row += 1) {
    const predicted = predictions[row]!;
    const actual = labels[row]!;
    if ((predicted === 0 || predicted === 1) && (actual === 0 || actual === 1)) {
      counts[2 * predicted + actual]! += 1;
    }
  }
  const [tn = 0, fn = 0, fp = 0, tp = 0] = counts;
  return { tp, fp, fn, tn };
}

/** The confusion when scores of the threshold or more are predicted positive. O(distinct scores). */
export function confusionAt(counts: ScoreCounts, threshold: number): ConfusionMatrix {
  let tp = 0;
  let fp = 0;
  for (let index = counts.scores.length - 1; index >= 0 && counts.scores[index]! >= threshold; index -= 1) {
    tp += counts.positives[index]!;
    fp += counts.negatives[index]!;
  }
  return { tp, fp, fn: counts.positiveRows - tp, tn: counts.negativeRows - fp };
}
