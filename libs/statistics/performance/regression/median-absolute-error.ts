import { type Estimate, type Interval, known, notComputable, twoSidedZ } from '../../inference';
import { quantile, sortFinite } from '../../profile';
import { type TargetPairs } from './target-pairs';

/**
 * Median absolute error, in the unit of the target. Equals scikit-learn's median_absolute_error.
 * Its interval needs no distribution: two order statistics, at ranks n/2 ∓ z√n / 2 rounded outwards; absent below six
 * rows, where even the extremes do not hold the median with 95 % confidence. O(n).
 * Source: Conover, Practical Nonparametric Statistics (1999), §3.2.
 */
export function medianAbsoluteError({ predicted, actual, n, reason }: TargetPairs): Estimate {
  const basis = { n, method: 'median_absolute_error' };
  if (reason !== null) return notComputable({ ...basis, reason });
  const errors = sortFinite(predicted.map((value, row) => Math.abs(value - actual[row]!)));
  if (errors.length < n) return notComputable({ ...basis, reason: 'out_of_range' });
  return known({ ...basis, value: quantile(errors, 0.5), ...medianInterval(errors) });
}

function medianInterval(sorted: Float64Array): { interval?: Interval } {
  const n = sorted.length;
  if (n < 6) return {};
  const confidenceLevel = 0.95;
  const half = (twoSidedZ(confidenceLevel) * Math.sqrt(n)) / 2;
  // Ranks count from 1.
  const lowerRank = Math.max(1, Math.floor(n / 2 - half));
  const upperRank = Math.min(n, Math.ceil(n / 2 + 1 + half));
  return {
    interval: {
      lower: sorted[lowerRank - 1]!,
      upper: sorted[upperRank - 1]!,
      confidenceLevel,
      method: 'order_statistics',
    },
  };
}
