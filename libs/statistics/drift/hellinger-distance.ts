import { countPair } from './count-pair';
import { drift, type DriftResult, emptySide, noDrift } from './drift-result';

/**
 * Hellinger distance: √(½·Σ (√r − √c)²) over the bins' shares r and c, the same as √(1 − Σ √(r·c)) without its loss of
 * digits near 0. In [0, 1], symmetric; empty bins need no epsilon.
 * Source: Hellinger, Journal für die reine und angewandte Mathematik 136 (1909).
 * Throws RangeError when the lists differ in length.
 * @example hellingerDistance([1, 1], [1, 1]) // value 0
 */
export function hellingerDistance(
  referenceCounts: readonly number[],
  currentCounts: readonly number[],
): DriftResult {
  const pair = countPair(referenceCounts, currentCounts);
  const basis = {
    method: 'hellinger' as const,
    n: pair.n,
    parameters: { bins: referenceCounts.length },
  };
  const reason = emptySide(pair.n);
  if (reason !== null) return noDrift(basis, reason);
  const squares = pair.reference.reduce((sum, count, bin) => {
    const apart = Math.sqrt(count / pair.n.reference) - Math.sqrt(pair.current[bin]! / pair.n.current);
    return sum + apart * apart;
  }, 0);
  return drift(basis, Math.min(1, Math.sqrt(squares / 2)));
}
