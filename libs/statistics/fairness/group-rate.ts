import { type ReasonCode } from '../inference';
import { labelledRows, type OutcomeCounts, predictedRows } from './outcome-counts';

/** Which prediction is the good one for the person: the predicted positive or the predicted negative. */
export type FavourableOutcome = 'positive' | 'negative';

export type GroupRateName =
  | 'selection_rate'
  | 'favourable_rate'
  | 'base_rate'
  | 'tpr'
  | 'fpr'
  | 'fnr'
  | 'tnr'
  | 'ppv'
  | 'fdr'
  | 'for'
  | 'npv'
  | 'accuracy';

/** A rate as integers; `reasonIfZero` says what is missing when the denominator is 0. */
export interface GroupRate {
  readonly numerator: number;
  readonly denominator: number;
  readonly reasonIfZero: ReasonCode;
}

/**
 * The numerator and denominator of a rate of one group. Every error rate keeps its standard meaning, positive being the
 * predicted class; only `favourable_rate` depends on which outcome is the good one.
 */
export function groupRate(
  name: GroupRateName,
  counts: OutcomeCounts,
  favourable: FavourableOutcome,
): GroupRate {
  const { tp, fp, fn, tn } = counts;
  const n = predictedRows(counts);
  const labelled = labelledRows(counts);
  const selected = tp + fp + counts.unlabelledPositive;
  const unlessUnlabelled = (reason: ReasonCode): ReasonCode => {
    if (n === 0) return 'no_rows';
    return labelled === 0 ? 'no_labels' : reason;
  };
  const rate = (numerator: number, denominator: number, reason: ReasonCode): GroupRate => ({
    numerator,
    denominator,
    reasonIfZero: unlessUnlabelled(reason),
  });
  switch (name) {
    case 'selection_rate':
      return { numerator: selected, denominator: n, reasonIfZero: 'no_rows' };
    case 'favourable_rate':
      return {
        numerator: favourable === 'positive' ? selected : n - selected,
        denominator: n,
        reasonIfZero: 'no_rows',
      };
    case 'base_rate':
      return rate(tp + fn, labelled, 'no_labels');
    case 'tpr':
      return rate(tp, tp + fn, 'no_positives');
    case 'fnr':
      return rate(fn, tp + fn, 'no_positives');
    case 'fpr':
      return rate(fp, fp + tn, 'no_negatives');
    case 'tnr':
      return rate(tn, fp + tn, 'no_negatives');
    case 'ppv':
      return rate(tp, tp + fp, 'no_predicted_positives');
    case 'fdr':
      return rate(fp, tp + fp, 'no_predicted_positives');
    case 'for':
      return rate(fn, fn + tn, 'no_predicted_negatives');
    case 'npv':
      return rate(tn, fn + tn, 'no_predicted_negatives');
    case 'accuracy':
      return rate(tp + tn, labelled, 'no_labels');
  }
}
