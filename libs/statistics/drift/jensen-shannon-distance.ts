import { countPair } from './count-pair';
import { drift, type DriftResult, emptySide, noDrift } from './drift-result';

/**
 * Jensen–Shannon distance: the square root of ½·KL(r‖m) + ½·KL(c‖m), m being the mean of the shares r and c.
 * In [0, √ln 2] with base e and in [0, 1] with base 2; empty bins need no epsilon.
 * Source: Endres and Schindelin, IEEE Transactions on Information Theory 49 (2003).
 * Throws RangeError when the lists differ in length.
 */
export function jensenShannonDistance(
  referenceCounts: readonly number[],
  currentCounts: readonly number[],
  base: 'e' | 2,
): DriftResult {
  const pair = countPair(referenceCounts, currentCounts);
  const basis = {
    method: 'js_distance' as const,
    n: pair.n,
    parameters: { bins: referenceCounts.length, base },
  };
  const reason = emptySide(pair.n);
  if (reason !== null) return noDrift(basis, reason);
  const divergence = pair.reference.reduce((sum, count, bin) => {
    const r = count / pair.n.reference;
    const c = pair.current[bin]! / pair.n.current;
    const middle = (r + c) / 2;
    return sum + (relativeEntropy(r, middle) + relativeEntropy(c, middle)) / 2;
  }, 0);
  // Rounding may leave equal distributions a hair below zero.
  return drift(basis, Math.sqrt(Math.max(0, divergence) / (base === 2 ? Math.LN2 : 1)));
}

function relativeEntropy(share: number, middle: number): number {
  return share === 0 ? 0 : share * Math.log(share / middle);
}
