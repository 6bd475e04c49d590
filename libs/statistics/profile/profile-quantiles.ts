import { type NumericProfile } from './numeric-profile';
import { sketchQuantiles } from './quantile-sketch';

/**
 * Quantiles of a profile's finite values, each within 1 % of its size as `sketchQuantiles` says, and never outside
 * [min, max]: so those of a constant column are exact. Empty without values; null where no sketch was kept.
 * Throws RangeError when a probability lies outside [0, 1].
 */
export function profileQuantiles(
  { quantiles, min, max }: NumericProfile,
  probabilities: readonly number[],
): number[] | null {
  if (quantiles === null) return null;
  if (min === null || max === null) return [];
  return sketchQuantiles(quantiles, probabilities).map((value) => Math.min(Math.max(value, min), max));
}
