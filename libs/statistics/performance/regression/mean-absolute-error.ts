import { type Estimate } from '../../inference';
import { meanOfPairs } from './mean-of-pairs';
import { type TargetPairs } from './target-pairs';

/** Mean absolute error, in the unit of the target. Equals scikit-learn's mean_absolute_error. */
export function meanAbsoluteError(pairs: TargetPairs): Estimate {
  return meanOfPairs(
    {
      method: 'mae',
      of: (predicted, actual) => Math.abs(predicted - actual),
      range: [0, Infinity],
    },
    pairs,
  );
}
