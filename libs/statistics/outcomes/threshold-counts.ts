import { type OutcomeCounts } from '../fairness';
import { type ScoreHistogram } from './outcome-profile';

/** Outcomes if a row were predicted positive from this score on. */
export interface ThresholdCounts {
  readonly threshold: number;
  readonly counts: OutcomeCounts;
}

/**
 * A sweep over the edges of the bins: exact counts, since an edge splits no bin. Rows without score take no part.
 * Throws RangeError when the counts do not fit the edges.
 */
export function thresholdCounts(
  { positive, negative, unlabelled }: ScoreHistogram,
  edges: readonly number[],
): ThresholdCounts[] {
  if (positive.length !== edges.length + 1)
    throw new RangeError(`${edges.length} edges need ${edges.length + 1} counts, got ${positive.length}`);
  const below = { positive: 0, negative: 0, unlabelled: 0 };
  const [actual, other, unknown] = [positive, negative, unlabelled].map(totalOf) as [number, number, number];
  return edges.map((threshold, bin) => {
    below.positive += positive[bin]!;
    below.negative += negative[bin]!;
    below.unlabelled += unlabelled[bin]!;
    const counts: OutcomeCounts = {
      tp: actual - below.positive,
      fp: other - below.negative,
      fn: below.positive,
      tn: below.negative,
      unlabelledPositive: unknown - below.unlabelled,
      unlabelledNegative: below.unlabelled,
    };
    return { threshold, counts };
  });
}

function totalOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
