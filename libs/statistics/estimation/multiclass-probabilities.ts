import { ascendingOrder } from '../ordering';
import { calibratedInOrder, type Calibrator, fitCalibrator } from './calibrator';
import { type MulticlassRows, oneAgainstRest } from './multiclass-rows';
import { labelledGroups } from './scored-outcomes';

/** A calibrator for each class against the rest. */
export function fitClassCalibrators(rows: MulticlassRows): readonly Calibrator[] {
  return rows.scores.map((scores, of) =>
    fitCalibrator(labelledGroups({ scores, labels: oneAgainstRest(rows.labels, of) })),
  );
}

/**
 * Each class' probability for each row: calibrated against the rest, then divided by the row's sum; all the same where the
 * sum is 0. NaN for a row that lacks a score. One list a class. O(rows · classes).
 */
export function classProbabilities(
  calibrators: readonly Calibrator[],
  scores: readonly Float64Array[],
): readonly Float64Array[] {
  const probabilities = scores.map((list, of) => {
    const order = ascendingOrder(list);
    const ascending = calibratedInOrder(calibrators[of]!, list, order);
    const byRow = new Float64Array(list.length).fill(NaN);
    order.forEach((row, at) => (byRow[row] = ascending[at]!));
    return byRow;
  });
  const sums = scores[0]!.map((_, row) => probabilities.reduce((sum, list) => sum + list[row]!, 0));
  return probabilities.map((list) =>
    list.map((value, row) => (sums[row] === 0 ? 1 / scores.length : value / sums[row]!)),
  );
}

/**
 * A class' probabilities from its highest score to its lowest, rows without one left out. After the division by the row's
 * sum equal scores may differ in probability; they share their mean, so that the order of the rows does not matter.
 */
export function rankedByScore(scores: Float64Array, probabilities: Float64Array): Float64Array {
  const order = ascendingOrder(
    scores.map((score, row) => (Number.isNaN(probabilities[row]) ? NaN : score)),
  ).reverse();
  const ranked = Float64Array.from(order, (row) => probabilities[row]!);
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && scores[order[end]!] === scores[order[start]!]) end += 1;
    if (end > start + 1)
      ranked.fill(ranked.subarray(start, end).reduce((sum, p) => sum + p, 0) / (end - start), start, end);
    start = end;
  }
  return ranked;
}
