import { countPair } from './count-pair';
import { drift, type DriftResult, emptySide, noDrift } from './drift-result';

/**
 * Total variation distance: half the sum of |r − c| over the bins' shares, which is the largest difference in the
 * probability of any set of bins. In [0, 1], symmetric. Evidently's `TVD` compares the p-value of a permutation test of
 * this statistic instead.
 * Throws RangeError when the lists differ in length.
 * @example totalVariationDistance([1, 1], [2, 0]) // value 0.5
 */
export function totalVariationDistance(
  referenceCounts: readonly number[],
  currentCounts: readonly number[],
): DriftResult {
  const pair = countPair(referenceCounts, currentCounts);
  const basis = { method: 'tvd' as const, n: pair.n, parameters: { bins: referenceCounts.length } };
  const reason = emptySide(pair.n);
  if (reason !== null) return noDrift(basis, reason);
  const sum = pair.reference.reduce(
    (apart, count, bin) => apart + Math.abs(count / pair.n.reference - pair.current[bin]! / pair.n.current),
    0,
  );
  return drift(basis, Math.min(1, sum / 2));
}
