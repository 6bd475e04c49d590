import { studentQuantile } from '../distributions';
import { type Interval, twoSidedZ, wilsonInterval } from '../inference';

/** A share with a variance that need not be a proportion's. */
export interface EstimatedShare {
  readonly value: number;
  readonly variance: number;
  /** How well the variance is known; as if exactly unless given. */
  readonly degreesOfFreedom?: number;
}

/**
 * Wilson's interval for as many independent rows as would give a share this variance. Fewer degrees of freedom widen
 * it as Student's quantile is wider than the normal one. Nothing at 0 and 1 and without variance.
 */
export function wilsonByVariance(
  { value, variance, degreesOfFreedom = Infinity }: EstimatedShare,
  method: string,
  confidenceLevel = 0.95,
): Interval | null {
  const spread = value * (1 - value);
  if (!(spread > 0 && variance > 0)) return null;
  // Wilson's bounds depend on the rows and the quantile only through rows / quantile².
  const stretch =
    degreesOfFreedom === Infinity
      ? 1
      : twoSidedZ(confidenceLevel) / studentQuantile((1 + confidenceLevel) / 2, degreesOfFreedom);
  const rows = Math.max(1, (spread / variance) * stretch ** 2);
  return { ...wilsonInterval(value * rows, rows, confidenceLevel), method };
}

/** Lets an interval of a shrunken share reach the share as it is; a mean of ones may be a rounding below 1. */
export function reaching(interval: Interval, value: number): Interval {
  return {
    ...interval,
    lower: value <= 1e-12 ? 0 : Math.min(value, interval.lower),
    upper: value >= 1 - 1e-12 ? 1 : Math.max(value, interval.upper),
  };
}
