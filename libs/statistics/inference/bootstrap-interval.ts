import { multinomialDraw, seededRandom } from '../random';
import { type Interval } from './estimate';
import { percentileInterval } from './percentile-interval';
import { smoothedCounts } from './smoothed-counts';

/** A statistic of counts, and how to resample them. */
export interface BootstrapRequest {
  /** The counts of the sample by cell that can occur; their sum is the size of every resample. Integers of at least 0. */
  readonly counts: ArrayLike<number>;
  /** The statistic of such counts, or null where it has no value. */
  readonly statistic: (counts: Float64Array) => number | null;
  readonly seed: number;
  /** 1,000 unless said otherwise. */
  readonly resamples?: number;
  /** 0.95 unless said otherwise. */
  readonly confidenceLevel?: number;
}

/**
 * Percentile bootstrap interval of a statistic that depends on the rows only through counts: each resample is one multinomial
 * draw, so its time does not grow with the rows. Where a cell holds few rows, half a row is added to every cell first (see
 * `smoothedCounts`), and `method` says so. The bounds are interpolated quantiles of the statistic over the resamples,
 * as NumPy's. Same seed, same interval. Null where there is no row or more than 5 % of the resamples have no value.
 * Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter 13.
 * Throws RangeError unless counts are integers ≥ 0, resamples ≥ 2 and 0 < confidenceLevel < 1. O(resamples × cells).
 */
export function bootstrapInterval(request: BootstrapRequest): Interval | null {
  const { counts, statistic, seed, resamples = 1000, confidenceLevel = 0.95 } = request;
  if (!(Number.isInteger(resamples) && resamples >= 2) || !(confidenceLevel > 0 && confidenceLevel < 1)) {
    throw new RangeError(
      `a bootstrap needs resamples >= 2 and a level in (0, 1), got ${resamples}, ${confidenceLevel}`,
    );
  }
  let n = 0;
  for (let cell = 0; cell < counts.length; cell += 1) n += counts[cell]!;
  if (n === 0) return null;
  const weights = smoothedCounts(counts);
  const random = seededRandom(seed);
  const values = Float64Array.from({ length: resamples }, () => {
    const value = statistic(multinomialDraw(random, n, weights));
    return value === null || !Number.isFinite(value) ? NaN : value;
  });
  const isSmoothed = weights[0] !== counts[0];
  const method = isSmoothed ? 'smoothed_bootstrap_percentile' : 'bootstrap_percentile';
  return percentileInterval(values, { method, confidenceLevel });
}
