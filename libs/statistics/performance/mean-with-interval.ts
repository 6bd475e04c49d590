import {
  adjustedShape,
  type AveragedKind,
  type Interval,
  meanInterval,
  type ReasonCode,
  type ShapedMoments,
} from '../inference';

/** An interval, or why there is none; nothing where there is no spread to go by. */
export interface IntervalOrReason {
  readonly interval?: Interval;
  readonly intervalReason?: ReasonCode;
}

interface Mean extends IntervalOrReason {
  readonly value: number;
}

/** Least and largest possible mean, and what is averaged. */
export interface AveragedValues {
  readonly range?: readonly [number, number];
  readonly kind?: AveragedKind;
}

/**
 * Mean of one value a row with the interval of a mean at 95 % (Student's, corrected for the shape of the values), clipped
 * to the range; the interval is absent with few rows and without spread. Needs one value or more.
 */
export function meanWithInterval(values: Float64Array, averaged: AveragedValues = {}): Mean {
  const moments = momentsOf(values);
  return { value: moments.mean, ...intervalOfMean(moments, averaged) };
}

/** What a mean carries beside its value: its interval, or why there is none; neither without a spread, as of a single row. */
export function intervalOfMean(
  moments: ShapedMoments,
  { range = [-Infinity, Infinity], kind = 'values' }: AveragedValues,
): IntervalOrReason {
  const { mean, variance, skewness, kurtosis } = moments;
  if (!Number.isFinite(mean) || !(variance > 0) || variance === Infinity) return {};
  if (!Number.isFinite(skewness) || !Number.isFinite(kurtosis)) return {};
  const interval = meanInterval(moments, { kind });
  if (interval === null) return { intervalReason: 'too_few_rows' };
  return {
    interval: {
      ...interval,
      lower: Math.max(range[0], interval.lower),
      upper: Math.min(range[1], interval.upper),
    },
  };
}

/** Moments of the values, the variance NaN for a single one. Distances from the mean are cubed in units of the deviation, so that large numbers do no harm. */
export function momentsOf(values: Float64Array): ShapedMoments {
  const n = values.length;
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / n;
  let squares = 0;
  for (const value of values) squares += (value - mean) * (value - mean);
  const perDeviation = 1 / Math.sqrt(squares / n);
  let [cubes, fourths] = [0, 0];
  for (const value of values) {
    const distance = (value - mean) * perDeviation;
    const square = distance * distance;
    cubes += square * distance;
    fourths += square * square;
  }
  return { n, mean, variance: squares / (n - 1), ...adjustedShape({ n, squares: n, cubes, fourths }) };
}
