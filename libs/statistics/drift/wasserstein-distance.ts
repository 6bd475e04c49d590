import { areaBetween } from './area-between';
import { drift, type DriftResult, emptySide, noDrift } from './drift-result';
import { ascending, type Sample } from './sorted-sample';

/**
 * First Wasserstein distance (earth mover's distance): the area between the two empirical distribution functions, exact,
 * in the unit of the column; 0 or more, symmetric. Values that are not finite take no part. O(n log n).
 * Source: scipy's wasserstein_distance.
 * @example wassersteinDistance([0, 1], [2, 3]) // value 2
 */
export function wassersteinDistance(reference: Sample, current: Sample): DriftResult {
  const a = ascending(reference);
  const b = ascending(current);
  const n = { reference: a.length, current: b.length };
  const basis = { method: 'wasserstein' as const, n, parameters: { mode: 'exact', unit: 'column' } };
  const reason = emptySide(n);
  if (reason !== null) return noDrift(basis, reason);
  const value = areaBetween(a, b, 1);
  return Number.isFinite(value) ? drift(basis, value) : noDrift(basis, 'out_of_range');
}
