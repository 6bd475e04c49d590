import { normalQuantile } from './normal-quantile';

/** The last level asked for and its answer: an audit asks for the same one thousands of times. */
let last = { confidenceLevel: NaN, z: NaN };

/**
 * Standard normal deviate of a two-sided interval: the z with P(|Z| ≤ z) = confidenceLevel.
 * Throws RangeError unless the level lies strictly between 0 and 1.
 * @example twoSidedZ(0.95) // 1.959963984540054
 */
export function twoSidedZ(confidenceLevel: number): number {
  if (!(confidenceLevel > 0 && confidenceLevel < 1)) {
    throw new RangeError(`a confidence level between 0 and 1 is needed, got ${confidenceLevel}`);
  }
  if (confidenceLevel !== last.confidenceLevel)
    last = { confidenceLevel, z: -normalQuantile((1 - confidenceLevel) / 2) };
  return last.z;
}
