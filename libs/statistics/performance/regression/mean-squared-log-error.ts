import { type Estimate, notComputable } from '../../inference';
import { meanOfPairs } from './mean-of-pairs';
import { type TargetPairs } from './target-pairs';

/**
 * Mean squared logarithmic error: mean of (ln(1 + prediction) − ln(1 + target))². Not computable when a prediction or a
 * target is negative, as in scikit-learn's mean_squared_log_error, which raises there.
 */
export function meanSquaredLogError(pairs: TargetPairs): Estimate {
  const isNegative = (value: number): boolean => value < 0;
  if (pairs.predicted.some(isNegative) || pairs.actual.some(isNegative)) {
    return notComputable({ n: pairs.n, method: 'msle', reason: 'negative_value' });
  }
  return meanOfPairs(
    {
      method: 'msle',
      of: (predicted, actual) => (Math.log1p(predicted) - Math.log1p(actual)) ** 2,
      range: [0, Infinity],
      kind: 'squares',
    },
    pairs,
  );
}
