import { type Estimate } from '../../inference';
import { meanSquaredLogError } from './mean-squared-log-error';
import { rootOfEstimate } from './root-of-estimate';
import { type TargetPairs } from './target-pairs';

/** Root mean squared logarithmic error. Equals scikit-learn's root_mean_squared_log_error. */
export function rootMeanSquaredLogError(pairs: TargetPairs): Estimate {
  return rootOfEstimate(meanSquaredLogError(pairs), 'rmsle');
}
