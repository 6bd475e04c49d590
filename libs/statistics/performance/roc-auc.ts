import { type Estimate, known, notComputable } from '../inference';
import { areaInterval } from './area-interval';
import { type ScoreCounts } from './score-counts';

/**
 * Area under the ROC curve: the probability that a positive row scores above a negative one, ties counting one half
 * (Mann and Whitney's U over the number of pairs), exact. Its interval is that of `areaInterval`, at 95 % unless told otherwise; absent with fewer
 * than two rows in a class, and where every pair ties. O(distinct scores).
 * Source: DeLong et al., Biometrics 44 (1988), by the midranks of Sun and Xu, IEEE Signal Processing Letters 21 (2014).
 * Equals scikit-learn's roc_auc_score.
 */
export function rocAuc(counts: ScoreCounts, confidenceLevel = 0.95): Estimate {
  const { positives, negatives, positiveRows, negativeRows, n, reason } = counts;
  const basis = { n, method: 'roc_auc' };
  if (reason !== null) return notComputable({ ...basis, reason });
  if (positiveRows === 0) return notComputable({ ...basis, reason: 'no_positives' });
  if (negativeRows === 0) return notComputable({ ...basis, reason: 'no_negatives' });
  const wins = rivalsBelow(negatives);
  const value = weightedSum(wins, positives) / positiveRows / negativeRows;
  const positive = { rows: positiveRows, squares: placementSquares(wins, positives, negativeRows) };
  const losses = rivalsBelow(positives);
  const negative = { rows: negativeRows, squares: placementSquares(losses, negatives, positiveRows) };
  const interval = areaInterval(value, [positive, negative], confidenceLevel);
  return known({ ...basis, value, ...interval });
}

/** At each score, how many of the rivals lie below it, ties counting one half. */
function rivalsBelow(rivals: Float64Array): Float64Array {
  const wins = new Float64Array(rivals.length);
  let below = 0;
  for (let index = 0; index < rivals.length; index += 1) {
    const here = rivals[index]!;
    below += here;
    wins[index] = below - here / 2;
  }
  return wins;
}

/** Sum of the squared distances of one class's placement values from their mean. */
function placementSquares(wins: Float64Array, weights: Float64Array, rivals: number): number {
  let rows = 0;
  for (const weight of weights) rows += weight;
  const mean = weightedSum(wins, weights) / rows;
  let squares = 0;
  for (let index = 0; index < wins.length; index += 1) {
    squares += weights[index]! * ((wins[index]! - mean) / rivals) ** 2;
  }
  return squares;
}

function weightedSum(values: Float64Array, weights: Float64Array): number {
  let total = 0;
  for (let index = 0; index < values.length; index += 1) total += values[index]! * weights[index]!;
  return total;
}
