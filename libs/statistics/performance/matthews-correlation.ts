import { type Estimate, type ReasonCode } from '../inference';
import { type ConfusionMatrix } from './confusion-matrix';
import { gorodkinCorrelation } from './multiclass/gorodkin-correlation';

/**
 * Matthews correlation coefficient: the correlation between prediction and label as 0 and 1 (phi), in [−1, 1]; 0 is
 * chance. Not computable when labels or predictions are all of one kind (scikit-learn's matthews_corrcoef says 0 there).
 * The interval is that of `gorodkinCorrelation`.
 */
export function matthewsCorrelation({ tp, fp, fn, tn }: ConfusionMatrix): Estimate {
  const reason = missingSide({ tp, fp, fn, tn });
  return gorodkinCorrelation(Float64Array.of(tn, fp, fn, tp), reason);
}

function missingSide({ tp, fp, fn, tn }: ConfusionMatrix): ReasonCode | null {
  if (tp + fp + fn + tn === 0) return 'no_rows';
  if (tp + fn === 0) return 'no_positives';
  if (tn + fp === 0) return 'no_negatives';
  if (tp + fp === 0) return 'no_predicted_positives';
  return tn + fn === 0 ? 'no_predicted_negatives' : null;
}
