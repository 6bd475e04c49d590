import { type BinnedSample, binSteps } from './binned-sample';
import { drift, type DriftResult, emptySide, noDrift } from './drift-result';
import { effectiveSize, kolmogorovTail } from './kolmogorov-tail';

/**
 * Kolmogorov–Smirnov test from binned counts: `value` is the largest gap of the two distribution functions at the edges.
 * The gap inside a bin is not seen, so D of the values themselves is `value` or larger, by `errorBound` at most (among the
 * parameters; never more than the largest share of a bin). The p-value is the asymptotic one of `value`: that of the test on
 * the column as rounded to its bins, no smaller than that of the values. O(bins).
 * Throws RangeError when the edges differ.
 */
export function binnedKolmogorovSmirnov(reference: BinnedSample, current: BinnedSample): DriftResult {
  const n = { reference: reference.n, current: current.n };
  const basis = { method: 'ks' as const, n, parameters: { mode: 'profile', bins: reference.counts.length } };
  const reason = emptySide(n);
  if (reason !== null) return noDrift(basis, reason);
  let value = 0;
  let largest = 0;
  for (const { width, reference: r, current: c } of binSteps(reference, current)) {
    const atEdges = Math.max(Math.abs(r[0] - c[0]), Math.abs(r[1] - c[1]));
    value = Math.max(value, atEdges);
    // All of one side may come before all of the other; a bin without width holds one value.
    largest = Math.max(largest, width > 0 ? Math.max(r[1] - c[0], c[1] - r[0]) : atEdges);
  }
  const effectiveN = effectiveSize(n.reference, n.current);
  const parameters = {
    ...basis.parameters,
    errorBound: Math.max(0, largest - value),
    pValueDistribution: 'kolmogorov_one_sample',
    effectiveN,
  };
  return drift({ ...basis, parameters }, value, kolmogorovTail(value, effectiveN));
}
