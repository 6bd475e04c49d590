import { type Estimate } from '../../inference';
import { meanSquaredError } from './mean-squared-error';
import { rootOfEstimate } from './root-of-estimate';
import { type TargetPairs } from './target-pairs';

/** Root mean squared error, in the unit of the target. Equals scikit-learn's root_mean_squared_error. */
export function rootMeanSquaredError(pairs: TargetPairs): Estimate {
  return rootOfEstimate(meanSquaredError(pairs), 'rmse');
}
