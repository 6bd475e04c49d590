import { type CountPair, countPair } from './count-pair';
import { drift, type DriftResult, emptySide, noDrift } from './drift-result';

/**
 * L-infinity distance: the largest |r − c| over the bins' shares. In [0, 1], symmetric; it names the one category that
 * moved most, however many there are.
 * Throws RangeError when the lists differ in length.
 * @example lInfinityDistance([2, 2, 2, 0], [2, 2, 2, 1]) // value 1/7
 */
export function lInfinityDistance(
  referenceCounts: readonly number[],
  currentCounts: readonly number[],
): DriftResult {
  const pair = countPair(referenceCounts, currentCounts);
  const basis = { method: 'l_infinity' as const, n: pair.n, parameters: { bins: referenceCounts.length } };
  const reason = emptySide(pair.n);
  return reason === null ? drift(basis, largestApart(pair)) : noDrift(basis, reason);
}

/** The largest difference of two shares; both sides must hold something. */
export function largestApart({ reference, current, n }: CountPair): number {
  return reference.reduce(
    (largest, count, bin) => Math.max(largest, Math.abs(count / n.reference - current[bin]! / n.current)),
    0,
  );
}
