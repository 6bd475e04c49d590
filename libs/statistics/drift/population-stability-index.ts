import { countPair, occupied } from './count-pair';
import { drift, type DriftResult, emptySide, noDrift } from './drift-result';
import { type EpsilonRule, sharesWithoutZeros } from './zero-shares';

/**
 * Population stability index: Σ (r − c)·ln(r / c) over the bins' shares r and c, natural logarithm; 0 or more.
 * A share of zero counts as `epsilon` says (0.0001 by default; shares are not rescaled after that), so the value depends
 * on it wherever a bin is empty on one side; with the rule `none` such a bin leaves no value. The counts come from the
 * same bins on both sides; the bins belong to the caller's record.
 * Throws RangeError when the lists differ in length or epsilon is not positive.
 */
export function populationStabilityIndex(
  referenceCounts: readonly number[],
  currentCounts: readonly number[],
  { epsilon = 0.0001 }: { readonly epsilon?: EpsilonRule } = {},
): DriftResult {
  const pair = countPair(referenceCounts, currentCounts);
  const shares = sharesWithoutZeros(epsilon === 'none' ? occupied(pair) : pair, epsilon);
  const parameters = { bins: referenceCounts.length, ...shares.parameters, logarithm: 'natural' };
  const basis = { method: 'psi' as const, n: pair.n, parameters };
  const reason = emptySide(pair.n);
  if (reason !== null) return noDrift(basis, reason);
  const value = shares.reference.reduce((sum, r, bin) => {
    const c = shares.current[bin]!;
    return sum + (r - c) * Math.log(r / c);
  }, 0);
  return Number.isFinite(value) ? drift(basis, value) : noDrift(basis, 'zero_reference');
}
