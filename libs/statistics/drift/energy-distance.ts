import { areaBetween } from './area-between';
import { drift, type DriftResult, emptySide, noDrift } from './drift-result';
import { ascending, type Sample } from './sorted-sample';

/**
 * Energy distance: √(2·∫ (F − G)²), F and G being the empirical distribution functions; the square root of
 * 2·E|X − Y| − E|X − X′| − E|Y − Y′|. 0 or more, symmetric, in the square root of the column's unit. Values that are not
 * finite take no part. O(n log n).
 * Source: Székely and Rizzo, InterStat (2004); scipy's energy_distance.
 * @example energyDistance([0], [2]) // value 2
 */
export function energyDistance(reference: Sample, current: Sample): DriftResult {
  const a = ascending(reference);
  const b = ascending(current);
  const n = { reference: a.length, current: b.length };
  const basis = { method: 'energy' as const, n, parameters: { mode: 'exact', unit: 'column_root' } };
  const reason = emptySide(n);
  if (reason !== null) return noDrift(basis, reason);
  const value = Math.sqrt(2 * areaBetween(a, b, 2));
  return Number.isFinite(value) ? drift(basis, value) : noDrift(basis, 'out_of_range');
}
