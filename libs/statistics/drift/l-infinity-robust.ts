import { countPair } from './count-pair';
import { drift, type DriftResult, emptySide, noDrift } from './drift-result';
import { largestApart } from './l-infinity-distance';

/** Settings of the sampling allowance. */
export interface LInfinityRobustSettings {
  /** Level of the Kolmogorov–Smirnov allowance; 0.003 by default, as in Deequ. */
  readonly alpha?: number;
  /** Deequ's source rounds the constant of alpha = 0.003 (1.8031) to 1.8; this takes the rounded one. */
  readonly deequConstant?: boolean;
}

/**
 * L-infinity distance less what sampling alone may cause: max(0, L∞ − c·√((n+m)/(n·m))), c = √(−½·ln(alpha/2)).
 * In [0, 1), symmetric.
 * Source: Deequ, Distance.scala (LInfinityMethod, robust).
 * Throws RangeError when the lists differ in length or alpha lies outside (0, 1).
 */
export function lInfinityRobust(
  referenceCounts: readonly number[],
  currentCounts: readonly number[],
  { alpha = 0.003, deequConstant = false }: LInfinityRobustSettings = {},
): DriftResult {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha must lie between 0 and 1, got ${alpha}`);
  const pair = countPair(referenceCounts, currentCounts);
  const constant = deequConstant ? 1.8 : Math.sqrt(-Math.log(alpha / 2) / 2);
  const parameters = { bins: referenceCounts.length, alpha, constant };
  const basis = { method: 'l_infinity_robust' as const, n: pair.n, parameters };
  const reason = emptySide(pair.n);
  if (reason !== null) return noDrift(basis, reason);
  const { reference, current } = pair.n;
  const allowance = constant * Math.sqrt((reference + current) / (reference * current));
  return drift(basis, Math.max(0, largestApart(pair) - allowance));
}
