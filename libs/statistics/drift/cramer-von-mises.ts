import { cramerVonMisesExactTail } from './cramer-von-mises-exact-tail';
import { cramerVonMisesLimitTail } from './cramer-von-mises-limit-tail';
import { drift, type DriftResult, emptySide, noDrift } from './drift-result';
import { eachTie } from './each-tie';
import { ascending, type Sample } from './sorted-sample';

const largestExact = 20;

/**
 * Two-sample Cramér–von Mises test: `value` is T, the mean squared gap of the two empirical distribution functions over
 * the pooled values, times nm/(n+m), with midranks for ties. The p-value is that of all orders, ties ignored, up to 20
 * values a side, otherwise that of the limit law after matching mean and variance: scipy's cramervonmises_2samp.
 * Values that are not finite take no part. O(n log n). Fewer than two values on a side have no answer.
 * Source: Anderson, Annals of Mathematical Statistics 33 (1962).
 */
export function cramerVonMises(reference: Sample, current: Sample): DriftResult {
  const a = ascending(reference);
  const b = ascending(current);
  const n = { reference: a.length, current: b.length };
  const basis = { method: 'cramer_von_mises' as const, n, parameters: { mode: 'exact', ties: 'midrank' } };
  const reason = emptySide(n) ?? (Math.min(a.length, b.length) < 2 ? 'too_few_rows' : null);
  if (reason !== null) return noDrift(basis, reason);
  const pairs = a.length * b.length;
  const total = a.length + b.length;
  const u = rankDistances(a, b);
  const value = u / (pairs * total) - (4 * pairs - 1) / (6 * total);
  const isExact = Math.max(a.length, b.length) <= largestExact;
  const pValue = isExact ? cramerVonMisesExactTail(u, n) : limitTail(value, n);
  const pValueDistribution = isExact ? 'permutation' : 'limit';
  return drift({ ...basis, parameters: { ...basis.parameters, pValueDistribution } }, value, pValue);
}

/** n·Σ (rank of the i-th reference value − i)² and the same of the current side: Anderson's U. */
function rankDistances(a: Float64Array, b: Float64Array): number {
  let ofA = 0;
  let ofB = 0;
  eachTie(a, b, ({ inA, inB, belowA, belowB }) => {
    const midrank = belowA + belowB + (inA + inB + 1) / 2;
    ofA += squares(midrank - belowA, inA);
    ofB += squares(midrank - belowB, inB);
  });
  return a.length * ofA + b.length * ofB;
}

/** Σ (offset − i)² for i = 1 … count. */
function squares(offset: number, count: number): number {
  const middle = offset - (count + 1) / 2;
  return count * middle * middle + (count * (count - 1) * (count + 1)) / 12;
}

/** Anderson's mean and variance of T, matched with those of the limit law. */
function limitTail(value: number, { reference, current }: { reference: number; current: number }): number {
  const pairs = reference * current;
  const total = reference + current;
  const mean = (1 + 1 / total) / 6;
  const squareSum = reference * reference + current * current;
  const variance =
    ((total + 1) * (4 * pairs * total - 3 * squareSum - 2 * pairs)) / (45 * total * total * 4 * pairs);
  return cramerVonMisesLimitTail(1 / 6 + (value - mean) / Math.sqrt(45 * variance));
}
