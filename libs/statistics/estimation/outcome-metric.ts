import { type Measured, measured, quotient, unmeasured } from './measured';
import { type OutcomeSums } from './outcome-sums';

/** What one row of each kind is worth, in any currency; costs are negative. */
export interface OutcomeValues {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly tn: number;
}

/** Metrics that follow from the confusion matrix alone. */
export type OutcomeMetricName =
  'accuracy' | 'precision' | 'recall' | 'specificity' | 'f1' | 'tp' | 'fp' | 'fn' | 'tn' | 'business_value';

const noValues: OutcomeValues = { tp: 0, fp: 0, fn: 0, tn: 0 };

/**
 * A metric of a counted or expected confusion matrix. A ratio with nothing to divide by is 0, as in NannyML, and carries
 * the reason. `values` are needed for the business value, the sum over rows of what each is worth.
 */
export function outcomeMetric(name: OutcomeMetricName, sums: OutcomeSums, values = noValues): Measured {
  const { n, tp, fp, fn, tn } = sums;
  if (n === 0) return unmeasured('no_rows');
  switch (name) {
    case 'accuracy':
      return measured((tp + tn) / n);
    case 'precision':
      return quotient(tp, tp + fp, 'no_predicted_positives');
    case 'recall':
      return quotient(tp, tp + fn, 'no_positives');
    case 'specificity':
      return quotient(tn, tn + fp, 'no_negatives');
    case 'f1':
      return quotient(tp, tp + 0.5 * (fp + fn), 'no_positives');
    case 'business_value':
      return measured(tp * values.tp + fp * values.fp + fn * values.fn + tn * values.tn);
    default:
      return measured(sums[name]);
  }
}

/**
 * The metric as it turned out, which NannyML leaves undefined where the labels or the predictions hold one class only
 * (precision, recall and F1) or no label is negative (specificity), so that such a chunk does not move the thresholds.
 */
export function realisedMetric(name: OutcomeMetricName, sums: OutcomeSums, values = noValues): Measured {
  if (sums.n === 0) return unmeasured('no_labels');
  if (name === 'specificity' && sums.tn + sums.fp === 0) return unmeasured('no_negatives');
  if (name === 'precision' || name === 'recall' || name === 'f1') {
    if (sums.tp + sums.fn === 0 || sums.tn + sums.fp === 0) return unmeasured('single_class');
    if (sums.tp + sums.fp === 0) return unmeasured('no_predicted_positives');
    if (sums.tn + sums.fn === 0) return unmeasured('no_predicted_negatives');
  }
  return outcomeMetric(name, sums, values);
}
