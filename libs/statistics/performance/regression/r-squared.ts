import { type Estimate, known, notComputable } from '../../inference';
import { intervalOfMean, type IntervalOrReason, momentsOf } from '../mean-with-interval';
import { type TargetPairs } from './target-pairs';

/**
 * Coefficient of determination: 1 − Σ(target − prediction)² / Σ(target − mean target)²; at most 1, and below 0 where the
 * mean target would predict better. Not computable for a constant target or below two rows (scikit-learn's r2_score says 1 or 0 for the
 * former); otherwise equal to it. The interval is that of a mean of
 * the jackknife's pseudo-values of the logarithm of 1 − R²; absent below 100 rows, and where every prediction, or every one but one, is right.
 * Source of the interval: Miller, Biometrika 61 (1974).
 */
export function rSquared({ predicted, actual, n, reason }: TargetPairs): Estimate {
  const basis = { n, method: 'r2' };
  if (reason !== null) return notComputable({ ...basis, reason });
  if (n < 2) return notComputable({ ...basis, reason: 'too_few_rows' });
  const { mean } = momentsOf(actual);
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
  if (errors === 0) return known({ ...basis, value });
  const logUnexplained = Math.log(errors / spread);
  const pseudoValues = actual.map((target, row) => {
    const error = (target - predicted[row]!) ** 2;
    const distance = ((target - mean) ** 2 * n) / (n - 1);
    return n * logUnexplained - (n - 1) * Math.log((errors - error) / (spread - distance));
  });
  return known({ ...basis, value, ...intervalOf(logUnexplained, pseudoValues) });
}

/** From the logarithm of 1 − R², and what each row makes of it; nothing where one row alone carries the errors or the spread. */
function intervalOf(logUnexplained: number, pseudoValues: Float64Array): IntervalOrReason {
  const moments = { ...momentsOf(pseudoValues), mean: logUnexplained };
  const { interval, ...reason } = intervalOfMean(moments, { kind: 'pseudo_values' });
  if (interval === undefined) return reason;
  const [lower, upper] = [1 - Math.exp(interval.upper), 1 - Math.exp(interval.lower)];
  return { interval: { ...interval, lower, upper, method: `jackknife_log_${interval.method}` } };
}
