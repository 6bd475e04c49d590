import { type Estimate } from '../../inference';
import { meanOfPairs } from './mean-of-pairs';
import { type TargetPairs } from './target-pairs';

/** Mean squared error, in the squared unit of the target. Equals scikit-learn's mean_squared_error. */
export function meanSquaredError(pairs: TargetPairs): Estimate {
  return meanOfPairs(
    {
      method: 'mse',
      of: (predicted, actual) => (predicted - actual) ** 2,
      range: [0, Infinity],
      kind: 'squares',
    },
    pairs,
  );
}
