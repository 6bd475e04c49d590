import { type Estimate, known, notComputable } from '../../inference';
import { meanAndStandardError } from '../mean-with-interval';
import { normalInterval } from '../normal-interval';
import { type TargetPairs } from './target-pairs';

/**
 * Coefficient of determination: 1 − Σ(target − prediction)² / Σ(target − mean target)²; at most 1, and below 0 where the
 * mean target would predict better. Not computable for a constant target or below two rows (scikit-learn's r2_score says 1 or 0 for the
 * former); otherwise equal to it. The interval is the delta method's, through each row's influence on the two sums.
 */
export function rSquared({ predicted, actual, n, reason }: TargetPairs): Estimate {
  const basis = { n, method: 'r2' };
  if (reason !== null) return notComputable({ ...basis, reason });
  if (n < 2) return notComputable({ ...basis, reason: 'too_few_rows' });
  const { mean } = meanAndStandardError(actual);
  let errors = 0;
  let spread = 0;
  for (let row = 0; row < n; row += 1) {
    errors += (actual[row]! - predicted[row]!) ** 2;
    spread += (actual[row]! - mean) ** 2;
  }
  // A constant list may have a mean that is off by a rounding.
  if (spread === 0 || actual.every((value) => value === actual[0]))
    return notComputable({ ...basis, reason: 'zero_variance' });
  const value = 1 - errors / spread;
  if (!Number.isFinite(value)) return notComputable({ ...basis, reason: 'out_of_range' });
  const influence = actual.map(
    (target, row) => ((1 - value) * (target - mean) ** 2 - (target - predicted[row]!) ** 2) / (spread / n),
  );
  const { standardError } = meanAndStandardError(influence);
  return known({
    ...basis,
    value,
    ...normalInterval({ value, standardError, range: [-Infinity, 1], method: 'delta_normal' }),
  });
}
