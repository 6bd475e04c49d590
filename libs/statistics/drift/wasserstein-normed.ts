import { areaBetween } from './area-between';
import { drift, type DriftResult, emptySide, noDrift } from './drift-result';
import { sampleMoments } from './sample-moments';
import { ascending, type Sample } from './sorted-sample';

/** Settings of the unit. */
export interface WassersteinNormedSettings {
  /** Standard deviation of the reference divided by n (`population`, default, as Evidently) or n − 1 (`sample`, Azure). */
  readonly deviation?: 'population' | 'sample';
  /** The unit is never smaller than this (Evidently: 0.001); without it a constant reference has no value. */
  readonly smallestUnit?: number;
}

/**
 * First Wasserstein distance (area between the two empirical distribution functions, exact) in units of the
 * reference's standard deviation; 0 or more. Values that are not finite take no part. O(n log n).
 * A constant reference has no such unit: not computable.
 */
export function wassersteinNormed(
  reference: Sample,
  current: Sample,
  { deviation = 'population', smallestUnit = 0 }: WassersteinNormedSettings = {},
): DriftResult {
  const a = ascending(reference);
  const b = ascending(current);
  const n = { reference: a.length, current: b.length };
  const parameters = { mode: 'exact', unit: `${deviation}_std`, ...(smallestUnit > 0 && { smallestUnit }) };
  const basis = { method: 'wasserstein_normed' as const, n, parameters };
  const reason = emptySide(n);
  if (reason !== null) return noDrift(basis, reason);
  if (a[0] === a.at(-1) && smallestUnit === 0) return noDrift(basis, 'zero_variance');
  const { m2 } = sampleMoments(a);
  const spread = a[0] === a.at(-1) ? 0 : Math.sqrt(m2 / (a.length - (deviation === 'sample' ? 1 : 0)));
  const value = areaBetween(a, b, 1) / Math.max(spread, smallestUnit);
  if (!Number.isFinite(spread) || !Number.isFinite(value)) return noDrift(basis, 'out_of_range');
  return drift(basis, value);
}
