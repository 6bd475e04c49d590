import { type Estimate } from '../../inference';
import { meanOfPairs } from './mean-of-pairs';
import { type TargetPairs } from './target-pairs';

/** Mean error, or bias: mean of prediction − target, in the unit of the target; above 0 the predictions are too high. */
export function meanError(pairs: TargetPairs): Estimate {
  return meanOfPairs(
    {
      method: 'mean_error',
      of: (predicted, actual) => predicted - actual,
      range: [-Infinity, Infinity],
    },
    pairs,
  );
}
