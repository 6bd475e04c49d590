import { countPair } from './count-pair';
import { drift, type DriftResult, emptySide, noDrift } from './drift-result';
import { type EpsilonRule, sharesWithoutZeros } from './zero-shares';

/** Settings of the divergence. */
export interface KullbackLeiblerSettings {
  /** What stands for an empty bin; 0.0001 by default. */
  readonly epsilon?: EpsilonRule;
  /** Base of the logarithm; e by default. */
  readonly base?: 'e' | 2;
}

/**
 * Kullback–Leibler divergence of the reference from the current shares: Σ r·log(r / c); 0 or more, not symmetric. Both
 * sides are rescaled to add up to 1 after empty bins got their epsilon, as scipy's entropy does. Without an epsilon
 * (rule `none`) there is no value where a bin holds reference rows and no current ones: `zero_reference`.
 * Source: Kullback and Leibler, Annals of Mathematical Statistics 22 (1951).
 * Throws RangeError when the lists differ in length or epsilon is not positive.
 */
export function kullbackLeiblerDivergence(
  referenceCounts: readonly number[],
  currentCounts: readonly number[],
  { epsilon = 0.0001, base = 'e' }: KullbackLeiblerSettings = {},
): DriftResult {
  const pair = countPair(referenceCounts, currentCounts);
  const shares = sharesWithoutZeros(pair, epsilon);
  const parameters = { bins: referenceCounts.length, ...shares.parameters, base };
  const basis = { method: 'kl_divergence' as const, n: pair.n, parameters };
  const reason = emptySide(pair.n);
  if (reason !== null) return noDrift(basis, reason);
  const ofReference = total(shares.reference);
  const ofCurrent = total(shares.current);
  const divergence = shares.reference.reduce((sum, share, bin) => {
    if (share === 0) return sum;
    const r = share / ofReference;
    return sum + r * Math.log((r * ofCurrent) / shares.current[bin]!);
  }, 0);
  if (!Number.isFinite(divergence)) return noDrift(basis, 'zero_reference');
  // Rounding may leave equal distributions a hair below zero.
  return drift(basis, Math.max(0, divergence) / (base === 2 ? Math.LN2 : 1));
}

function total(shares: readonly number[]): number {
  return shares.reduce((sum, share) => sum + share, 0);
}
