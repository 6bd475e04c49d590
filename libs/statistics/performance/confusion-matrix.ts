/** Rows by what was predicted and what was so. */
export interface ConfusionMatrix {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly tn: number;
}

/**
 * Counts pairs of prediction and label, true being the positive class. Rows without either are left out, never taken for
 * negatives. Throws RangeError when the lists differ in length.
 */
export function confusionMatrix(
  predictions: ArrayLike<boolean | null>,
  labels: ArrayLike<boolean | null>,
): ConfusionMatrix {
  if (predictions.length !== labels.length) {
    throw new RangeError(`${predictions.length} predictions do not pair with ${labels.length} labels`);
  }
  const counts = { tp: 0, fp: 0, fn: 0, tn: 0 };
  for (let row = 0; row < labels.length; row += 1) {
    const predicted = predictions[row];
    const actual = labels[row];
    if (predicted == null || actual == null) continue;
    if (actual) counts[predicted ? 'tp' : 'fn'] += 1;
    else counts[predicted ? 'fp' : 'tn'] += 1;
  }
  return counts;
}
