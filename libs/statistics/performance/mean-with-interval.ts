import { adjustedSkewness, type Interval, meanInterval, type SkewedMoments } from '../inference';

interface Mean {
  readonly value: number;
  readonly interval?: Interval;
}

/**
 * Mean of one value a row with the interval of a mean at 95 % (Student's, corrected for skewness where it matters), clipped
 * to the range; the interval is absent below two rows and without spread. Needs one value or more.
 */
export function meanWithInterval(
  values: Float64Array,
  range: readonly [number, number] = [-Infinity, Infinity],
): Mean {
  const moments = momentsOf(values);
  return { value: moments.mean, ...intervalOfMean(moments, range) };
}

/** What a mean carries beside its value: its interval, or nothing where there is no spread to go by, as of a single row. */
export function intervalOfMean(
  moments: SkewedMoments,
  range: readonly [number, number],
): { interval?: Interval } {
  const { mean, variance, skewness } = moments;
  if (!Number.isFinite(mean) || !(variance > 0) || variance === Infinity || !Number.isFinite(skewness))
    return {};
  const interval = meanInterval(moments);
  return {
    interval: {
      ...interval,
      lower: Math.max(range[0], interval.lower),
      upper: Math.min(range[1], interval.upper),
    },
  };
}

/** Moments of the values, the variance NaN for a single one. Distances from the mean are cubed in units of the deviation, so that large numbers do no harm. */
export function momentsOf(values: Float64Array): SkewedMoments {
  const n = values.length;
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / n;
  let squares = 0;
  for (const value of values) squares += (value - mean) * (value - mean);
  const perDeviation = 1 / Math.sqrt(squares / n);
  let cubes = 0;
  for (const value of values) {
    const distance = (value - mean) * perDeviation;
    cubes += distance * distance * distance;
  }
  return { n, mean, variance: squares / (n - 1), skewness: adjustedSkewness(n, n, cubes) };
}
