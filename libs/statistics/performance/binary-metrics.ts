import { type Estimate, proportion } from '../inference';
import { balancedAccuracy } from './balanced-accuracy';
import { type ConfusionMatrix } from './confusion-matrix';
import { f1Score } from './f1-score';
import { matthewsCorrelation } from './matthews-correlation';

export type BinaryMetricName =
  'accuracy' | 'precision' | 'recall' | 'specificity' | 'f1' | 'balanced_accuracy' | 'mcc';

/** The metrics that counts alone give, each with its 95 % interval; a metric without its denominator has a reason. */
export function binaryMetrics(confusion: ConfusionMatrix): Readonly<Record<BinaryMetricName, Estimate>> {
  const { tp, fp, fn, tn } = confusion;
  return {
    accuracy: proportion(tp + tn, tp + fp + fn + tn, 'no_rows'),
    precision: proportion(tp, tp + fp, 'no_predicted_positives'),
    recall: proportion(tp, tp + fn, 'no_positives'),
    specificity: proportion(tn, tn + fp, 'no_negatives'),
    f1: f1Score(confusion),
    balanced_accuracy: balancedAccuracy(confusion),
    mcc: matthewsCorrelation(confusion),
  };
}
