import { type Estimate, known, notComputable } from '../../inference';
import { quantile, sortFinite } from '../../profile';
import { medianInterval } from './median-interval';
import { type TargetPairs } from './target-pairs';

/**
 * Median absolute error, in the unit of the target. Equals scikit-learn's median_absolute_error. Its interval is that of
 * `medianInterval`. O(n).
 */
export function medianAbsoluteError({ predicted, actual, n, reason }: TargetPairs): Estimate {
  const basis = { n, method: 'median_absolute_error' };
  if (reason !== null) return notComputable({ ...basis, reason });
  const errors = sortFinite(predicted.map((value, row) => Math.abs(value - actual[row]!)));
  if (errors.length < n) return notComputable({ ...basis, reason: 'out_of_range' });
  return known({ ...basis, value: quantile(errors, 0.5), ...medianInterval(errors) });
}
