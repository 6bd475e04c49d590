import { normalCdf } from '../inference';
import { drift, type DriftResult, emptySide, noDrift } from './drift-result';
import { eachTie } from './each-tie';
import { mannWhitneyExactTail } from './mann-whitney-exact-tail';
import { ascending, type Sample } from './sorted-sample';

/** Which departure from equality the p-value looks for. */
export interface MannWhitneySettings {
  /** `less`: the reference tends to smaller values than the current side, the only one Evidently looks for. */
  readonly alternative?: 'two-sided' | 'less' | 'greater';
}

/** scipy counts orders when one side has at most 8 values and none are equal; we stop at this many pairs. */
const mostPairs = 10_000_000;

/**
 * Mann–Whitney U test (Wilcoxon rank sum): `value` is U of the reference, the number of pairs in which its value is the
 * larger one, ties counting ½; from 0 to n·m. The p-value is exact when the smaller side has at most 8 values and no
 * two values are equal, otherwise normal with the corrections for ties and continuity, as scipy's mannwhitneyu.
 * Values that are not finite take no part. O(n log n). Where all values are equal there is no answer.
 * Source: Mann and Whitney, Annals of Mathematical Statistics 18 (1947).
 */
export function mannWhitney(
  reference: Sample,
  current: Sample,
  { alternative = 'two-sided' }: MannWhitneySettings = {},
): DriftResult {
  const a = ascending(reference);
  const b = ascending(current);
  const n = { reference: a.length, current: b.length };
  const basis = { method: 'mann_whitney' as const, n, parameters: { mode: 'exact', alternative } };
  const reason = emptySide(n);
  if (reason !== null) return noDrift(basis, reason);
  const { u, tieTerm } = pairsWon(a, b);
  const pairs = a.length * b.length;
  const total = a.length + b.length;
  const spread = Math.sqrt((pairs / 12) * (total + 1 - tieTerm / (total * (total - 1))));
  if (!(spread > 0)) return noDrift(basis, 'zero_variance');
  const isExact = Math.min(a.length, b.length) <= 8 && tieTerm === 0 && pairs <= mostPairs;
  const upper = alternative === 'greater' ? u : alternative === 'less' ? pairs - u : Math.max(u, pairs - u);
  const tail = isExact ? mannWhitneyExactTail(upper, n) : normalCdf(-(upper - pairs / 2 - 0.5) / spread);
  const pValueDistribution = isExact ? 'permutation' : 'normal_tie_and_continuity_corrected';
  const parameters = { ...basis.parameters, pValueDistribution };
  return drift({ ...basis, parameters }, u, Math.min(1, alternative === 'two-sided' ? 2 * tail : tail));
}

function pairsWon(a: Float64Array, b: Float64Array): { u: number; tieTerm: number } {
  let u = 0;
  let tieTerm = 0;
  eachTie(a, b, ({ inA, inB, belowB }) => {
    const tied = inA + inB;
    u += inA * (belowB + inB / 2);
    tieTerm += tied * (tied - 1) * (tied + 1);
  });
  return { u, tieTerm };
}
