import { drift, type DriftResult, emptySide, noDrift } from './drift-result';
import { kolmogorovSmirnovExactTail, latticePathCost } from './kolmogorov-smirnov-exact-tail';
import { effectiveSize, kolmogorovTail } from './kolmogorov-tail';
import { largestGap } from './largest-gap';
import { ascending, type Sample } from './sorted-sample';
import { tieSizes } from './tie-sizes';

/** How the p-value is found. */
export interface KolmogorovSmirnovSettings {
  /** `auto` (default): exact up to 10,000 values a side, as scipy's ks_2samp. */
  readonly mode?: 'auto' | 'exact' | 'asymptotic';
  /**
   * Exact mode only. `ignored` (default): as if all values differed, as scipy does; too large a p-value on discrete
   * columns. `conditional`: given the ties, as R's psmirnov does.
   */
  readonly ties?: 'ignored' | 'conditional';
}

const largestExact = 10_000;
/** About a second; beyond it the p-value is below 1e-100 anyway or the mode was asked for by name. */
const largestCost = 1e9;

/**
 * Two-sample Kolmogorov–Smirnov test: D is the largest gap between the two empirical distribution functions, exact
 * with ties, in [0, 1]. The asymptotic p-value is that of Kolmogorov's one-sample statistic for nm/(n+m) values, rounded
 * (half to even): the "asymp" mode of scipy's ks_2samp; it assumes continuous values and is conservative with ties.
 * Values that are not finite take no part. O(n log n), the exact p-value aside (`kolmogorovSmirnovExactTail`).
 * Source: Smirnov (1939); Hodges, Arkiv för Matematik 3 (1958), for the p-values.
 */
export function kolmogorovSmirnov(
  reference: Sample,
  current: Sample,
  { mode = 'auto', ties = 'ignored' }: KolmogorovSmirnovSettings = {},
): DriftResult {
  const a = ascending(reference);
  const b = ascending(current);
  const n = { reference: a.length, current: b.length };
  const basis = { method: 'ks' as const, n, parameters: { mode: 'exact' } };
  const reason = emptySide(n);
  if (reason !== null) return noDrift(basis, reason);
  const gap = largestGap(a, b);
  const distance = gap / (a.length * b.length);
  const band = { ...n, gap };
  const isSmall = Math.max(a.length, b.length) <= largestExact;
  if (mode === 'asymptotic' || (mode === 'auto' && !isSmall) || latticePathCost(band) > largestCost) {
    return asymptotic(basis, distance);
  }
  const isConditional = ties === 'conditional';
  const pValue = kolmogorovSmirnovExactTail(band, isConditional ? tieSizes(a, b) : undefined);
  const pValueDistribution = isConditional ? 'permutation_given_ties' : 'permutation';
  return drift({ ...basis, parameters: { mode: 'exact', pValueDistribution } }, distance, pValue);
}

function asymptotic(basis: Parameters<typeof drift>[0], distance: number): DriftResult {
  const effectiveN = effectiveSize(basis.n.reference, basis.n.current);
  const parameters = { mode: 'exact', pValueDistribution: 'kolmogorov_one_sample', effectiveN };
  return drift({ ...basis, parameters }, distance, kolmogorovTail(distance, effectiveN));
}
