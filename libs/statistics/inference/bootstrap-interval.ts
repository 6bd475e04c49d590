import { multinomialDraw, seededRandom } from '../random';
import { type Interval } from './estimate';

/** A statistic of counts, and how to resample them. */
export interface BootstrapRequest {
  /** The counts of the sample by cell; their sum is the size of every resample. Integers of at least 0. */
  readonly counts: ArrayLike<number>;
  /** The statistic of such counts, or null where it has no value. */
  readonly statistic: (counts: Float64Array) => number | null;
  readonly seed: number;
  /** 1,000 unless said otherwise. */
  readonly resamples?: number;
  /** 0.95 unless said otherwise. */
  readonly confidenceLevel?: number;
}

/** A resample without value may be rare bad luck; more than this share of them leaves no honest interval. */
const largestUndefinedShare = 0.05;

/**
 * Percentile bootstrap interval of a statistic that depends on the rows only through counts: each resample is one multinomial
 * draw, so its time does not grow with the rows. The bounds are interpolated quantiles of the statistic over the resamples,
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
  const random = seededRandom(seed);
  const values = new Float64Array(resamples);
  let present = 0;
  for (let draw = 0; draw < resamples; draw += 1) {
    const value = statistic(multinomialDraw(random, n, counts));
    if (value === null || !Number.isFinite(value)) continue;
    values[present] = value;
    present += 1;
  }
  if (resamples - present > largestUndefinedShare * resamples) return null;
  const sorted = values.subarray(0, present).sort();
  const tail = (1 - confidenceLevel) / 2;
  return {
    lower: quantile(sorted, tail),
    upper: quantile(sorted, 1 - tail),
    confidenceLevel,
    method: 'bootstrap_percentile',
  };
}

function quantile(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (position - below) * (high - low);
}
