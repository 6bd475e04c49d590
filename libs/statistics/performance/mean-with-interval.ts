import { type Interval } from '../inference';
import { normalInterval } from './normal-interval';

interface Mean {
  readonly value: number;
  readonly interval?: Interval;
}

/**
 * Mean of one value a row with the normal interval of a mean at 95 %, clipped to the range; the interval is absent below
 * two rows and without spread. Needs one value or more.
 */
export function meanWithInterval(
  values: Float64Array,
  range: readonly [number, number] = [-Infinity, Infinity],
): Mean {
  const { mean, standardError } = meanAndStandardError(values);
  return { value: mean, ...normalInterval({ value: mean, standardError, range, method: 'normal_mean' }) };
}

/** Mean and its standard error, NaN for a single value. Two passes, so that a large mean does no harm. */
export function meanAndStandardError(values: Float64Array): { mean: number; standardError: number } {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, standardError: Math.sqrt(squares / (values.length - 1) / values.length) };
}
