import { countPair } from './count-pair';
import { drift, type DriftResult, emptySide, noDrift } from './drift-result';

/**
 * Population stability index: Σ (r − c)·ln(r / c) over the bins' shares r and c, natural logarithm; 0 or more.
 * A share of zero counts as `epsilon` (shares are not rescaled after that), so the value depends on it wherever a bin is
 * empty on one side. The counts come from the same bins on both sides; the bins belong to the caller's record.
 * Throws RangeError when the lists differ in length or epsilon is not positive.
 */
export function populationStabilityIndex(
  referenceCounts: readonly number[],
  currentCounts: readonly number[],
  { epsilon = 0.0001 }: { readonly epsilon?: number } = {},
): DriftResult {
  if (!(epsilon > 0)) throw new RangeError(`epsilon must be positive, got ${epsilon}`);
  const pair = countPair(referenceCounts, currentCounts);
  const parameters = { bins: referenceCounts.length, epsilon, logarithm: 'natural' };
  const basis = { method: 'psi' as const, n: pair.n, parameters };
  const reason = emptySide(pair.n);
  if (reason !== null) return noDrift(basis, reason);
  const value = pair.reference.reduce((sum, count, bin) => {
    const r = count / pair.n.reference || epsilon;
    const c = pair.current[bin]! / pair.n.current || epsilon;
    return sum + (r - c) * Math.log(r / c);
  }, 0);
  return drift(basis, value);
}
