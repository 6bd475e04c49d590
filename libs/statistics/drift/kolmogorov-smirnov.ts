import { drift, type DriftResult, emptySide, noDrift } from './drift-result';
import { kolmogorovTail } from './kolmogorov-tail';
import { ascending, type Sample } from './sorted-sample';

/**
 * Two-sample Kolmogorov–Smirnov test: D is the largest gap between the two empirical distribution functions, exact
 * with ties, in [0, 1]. The p-value is that of Kolmogorov's one-sample statistic for nm/(n+m) values, rounded (half to
 * even): the "asymp" mode of scipy's ks_2samp. It assumes continuous values and is conservative with ties.
 * Values that are not finite take no part. O(n log n).
 * Source: Smirnov (1939); Hodges, Arkiv för Matematik 3 (1958), for the p-value.
 */
export function kolmogorovSmirnov(reference: Sample, current: Sample): DriftResult {
  const a = ascending(reference);
  const b = ascending(current);
  const n = { reference: a.length, current: b.length };
  const parameters = { mode: 'exact', pValueDistribution: 'kolmogorov_one_sample' };
  const reason = emptySide(n);
  if (reason !== null) return noDrift({ method: 'ks', n, parameters }, reason);
  const effectiveN = Math.max(1, roundHalfToEven((a.length * b.length) / (a.length + b.length)));
  const distance = largestGap(a, b);
  const basis = { method: 'ks' as const, n, parameters: { ...parameters, effectiveN } };
  return drift(basis, distance, kolmogorovTail(distance, effectiveN));
}

/** Both functions step past all ties of a value before the gap is read; integers keep it exact. */
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

function roundHalfToEven(value: number): number {
  const rounded = Math.round(value);
  return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}
