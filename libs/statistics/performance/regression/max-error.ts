import { type Estimate, known, notComputable } from '../../inference';
import { type TargetPairs } from './target-pairs';

/**
 * Largest absolute error, in the unit of the target. It has no interval: the rows say nothing about how much worse the
 * worst unseen row is, and resampling them never exceeds what was seen. Equals scikit-learn's max_error.
 */
export function maxError({ predicted, actual, n, reason }: TargetPairs): Estimate {
  const basis = { n, method: 'max_error' };
  if (reason !== null) return notComputable({ ...basis, reason });
  let value = 0;
  for (let row = 0; row < n; row += 1) value = Math.max(value, Math.abs(predicted[row]! - actual[row]!));
  return Number.isFinite(value)
    ? known({ ...basis, value })
    : notComputable({ ...basis, reason: 'out_of_range' });
}
