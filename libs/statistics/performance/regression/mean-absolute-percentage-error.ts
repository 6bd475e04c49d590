import { type Estimate, notComputable } from '../../inference';
import { meanOfPairs } from './mean-of-pairs';
import { type TargetPairs } from './target-pairs';

/**
 * Mean absolute percentage error: mean of |prediction − target| / |target|, as a share (0.1 is 10 %). Equals
 * scikit-learn's mean_absolute_percentage_error where no target is 0. One target of 0 leaves it undefined
 * (`zero_reference`): scikit-learn divides by 2⁻⁵² there and answers with some 10¹⁵, and leaving such rows out would
 * measure another set of rows.
 */
export function meanAbsolutePercentageError(pairs: TargetPairs): Estimate {
  if (pairs.actual.includes(0))
    return notComputable({ n: pairs.n, method: 'mape', reason: 'zero_reference' });
  return meanOfPairs(
    {
      method: 'mape',
      of: (predicted, actual) => Math.abs((predicted - actual) / actual),
      range: [0, Infinity],
    },
    pairs,
  );
}
