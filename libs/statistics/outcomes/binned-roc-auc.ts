import { type Estimate, known, notComputable, type ReasonCode } from '../inference';
import { type ScoreHistogram } from './outcome-profile';

/** An estimate from bins, and how far the value from the rows themselves can at most lie from it. */
export interface BinnedEstimate {
  readonly estimate: Estimate;
  /** Null where there is no value. */
  readonly errorBound: number | null;
}

const method = 'roc_auc_binned';

/**
 * Area under the ROC curve from a score histogram: the share of pairs of a positive and a negative row whose positive one
 * scores higher, pairs within one bin counted half. Those are the pairs the bins cannot tell, so the area from the rows
 * lies within half their share, which is the stated bound. Rows without score or label take no part.
 */
export function binnedRocAuc({ positive, negative }: ScoreHistogram): BinnedEstimate {
  let [won, within, lower] = [0, 0, 0];
  const positives = positive.reduce((sum, rows) => sum + rows, 0);
  const negatives = negative.reduce((sum, rows) => sum + rows, 0);
  const n = positives + negatives;
  const reason = reasonAgainst(positives, negatives);
  if (reason) return { estimate: notComputable({ n, method, reason }), errorBound: null };
  positive.forEach((rows, bin) => {
    won += (rows / positives) * (lower / negatives);
    within += (rows / positives) * (negative[bin]! / negatives);
    lower += negative[bin]!;
  });
  return { estimate: known({ value: won + within / 2, n, method }), errorBound: within / 2 };
}

function reasonAgainst(positives: number, negatives: number): ReasonCode | null {
  if (positives + negatives === 0) return 'no_rows';
  if (positives === 0) return 'no_positives';
  return negatives === 0 ? 'no_negatives' : null;
}
