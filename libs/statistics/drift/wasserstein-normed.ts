import { drift, type DriftResult, emptySide, noDrift } from './drift-result';
import { ascending, type Sample } from './sorted-sample';

/**
 * First Wasserstein distance (area between the two empirical distribution functions, exact) in units of the
 * reference's population standard deviation; 0 or more. Values that are not finite take no part. O(n log n).
 * A constant reference has no such unit: not computable.
 */
export function wassersteinNormed(reference: Sample, current: Sample): DriftResult {
  const a = ascending(reference);
  const b = ascending(current);
  const n = { reference: a.length, current: b.length };
  const basis = {
    method: 'wasserstein_normed' as const,
    n,
    parameters: { mode: 'exact', unit: 'population_std' },
  };
  const reason = emptySide(n);
  if (reason !== null) return noDrift(basis, reason);
  if (a[0] === a.at(-1)) return noDrift(basis, 'zero_variance');
  const deviation = populationDeviation(a);
  const value = areaBetween(a, b) / deviation;
  if (!Number.isFinite(deviation) || !Number.isFinite(value)) return noDrift(basis, 'out_of_range');
  return drift(basis, value);
}

function areaBetween(a: Float64Array, b: Float64Array): number {
  let area = 0;
  let i = 0;
  let j = 0;
  let value = Math.min(a[0]!, b[0]!);
  while (i < a.length || j < b.length) {
    while (a[i] === value) i += 1;
    while (b[j] === value) j += 1;
    const next = Math.min(a[i] ?? Infinity, b[j] ?? Infinity);
    if (next === Infinity) break;
    area += Math.abs(i / a.length - j / b.length) * (next - value);
    value = next;
  }
  return area;
}

function populationDeviation(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value / values.length, 0);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
