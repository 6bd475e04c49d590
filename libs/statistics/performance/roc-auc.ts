import { type Estimate, type Interval, known, notComputable, twoSidedZ } from '../inference';
import { scoredRows } from './scored-rows';

/**
 * Area under the ROC curve: the probability that a positive row scores above a negative one, ties counting one half
 * (Mann and Whitney's U over the number of pairs), exact. Its interval is DeLong's at 95 %, clipped to [0, 1]; it is
 * absent where the variance cannot be estimated: fewer than two rows in a class, or no variance at all, as under perfect
 * separation. Rows without score or label are left out. O(n log n).
 * Source: DeLong et al., Biometrics 44 (1988), by the midranks of Sun and Xu, IEEE Signal Processing Letters 21 (2014).
 * Throws RangeError when the lists differ in length.
 */
export function rocAuc(scores: ArrayLike<number | null>, labels: ArrayLike<boolean | null>): Estimate {
  const rows = scoredRows(scores, labels);
  const basis = { n: rows.labels.length, method: 'roc_auc' };
  if (rows.reason !== null) return notComputable({ ...basis, reason: rows.reason });
  const positives = rows.scores.filter((_, row) => rows.labels[row]!);
  const negatives = rows.scores.filter((_, row) => !rows.labels[row]!);
  if (positives.length === 0) return notComputable({ ...basis, reason: 'no_positives' });
  if (negatives.length === 0) return notComputable({ ...basis, reason: 'no_negatives' });
  const pairs = positives.length * negatives.length;
  const wins = winsAgainst(positives.sort(), negatives.sort());
  const value = sum(wins) / pairs;
  const interval = deLongInterval(value, [
    { wins, rivals: negatives.length },
    { wins: winsAgainst(negatives, positives), rivals: positives.length },
  ]);
  return known({ ...basis, value, ...(interval === null ? {} : { interval }) });
}

/** For each value, how many of the rivals lie below it, ties counting one half. Both lists ascend. */
function winsAgainst(values: Float64Array, rivals: Float64Array): Float64Array {
  let below = 0;
  let notAbove = 0;
  return values.map((value) => {
    while (below < rivals.length && rivals[below]! < value) below += 1;
    while (notAbove < rivals.length && rivals[notAbove]! <= value) notAbove += 1;
    return (below + notAbove) / 2;
  });
}

interface Placements {
  readonly wins: Float64Array;
  readonly rivals: number;
}

function deLongInterval(auc: number, sides: readonly Placements[]): Interval | null {
  if (sides.some(({ wins }) => wins.length < 2)) return null;
  const variance = sides.reduce((total, { wins, rivals }) => total + placementVariance(wins, rivals), 0);
  if (variance === 0) return null;
  const confidenceLevel = 0.95;
  const half = twoSidedZ(confidenceLevel) * Math.sqrt(variance);
  return {
    lower: Math.max(0, auc - half),
    upper: Math.min(1, auc + half),
    confidenceLevel,
    method: 'delong',
  };
}

/** Variance of the mean placement value of one class. */
function placementVariance(wins: Float64Array, rivals: number): number {
  const mean = sum(wins) / wins.length;
  const squares = wins.reduce((total, count) => total + ((count - mean) / rivals) ** 2, 0);
  return squares / (wins.length - 1) / wins.length;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
