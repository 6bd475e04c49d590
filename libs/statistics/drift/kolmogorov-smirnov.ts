import { sortFinite } from '../profile';
import { drift, type DriftResult, emptySide, noDrift } from './drift-result';
import { kolmogorovUpperTail } from './kolmogorov-upper-tail';

/**
 * Two-sample Kolmogorov–Smirnov test: D is the largest gap between the two empirical distribution functions, exact
 * with ties, in [0, 1]. The p-value comes from Kolmogorov's limiting distribution at D·√(nm/(n+m)); it assumes
 * continuous values and is conservative with ties. Values that are not finite take no part. O(n log n).
 * Source: Smirnov (1939).
 */
export function kolmogorovSmirnov(reference: ArrayLike<number>, current: ArrayLike<number>): DriftResult {
  const a = sortFinite(reference);
  const b = sortFinite(current);
  const n = { reference: a.length, current: b.length };
  const basis = {
    method: 'ks' as const,
    n,
    parameters: { mode: 'exact', pValueDistribution: 'kolmogorov_limit' },
  };
  const reason = emptySide(n);
  if (reason !== null) return noDrift(basis, reason);
  const distance = largestGap(a, b);
  const effective = Math.sqrt((a.length * b.length) / (a.length + b.length));
  return drift(basis, distance, kolmogorovUpperTail(distance * effective));
}

/** Both functions step past all ties of a value before the gap is read. */
function largestGap(a: Float64Array, b: Float64Array): number {
  let largest = 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i]!, b[j]!);
    while (a[i] === value) i += 1;
    while (b[j] === value) j += 1;
    largest = Math.max(largest, Math.abs(i * b.length - j * a.length));
  }
  return largest / (a.length * b.length);
}
