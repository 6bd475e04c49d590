import { betaQuantile } from '../distributions';
import { type Interval } from './estimate';
import { assertProportionCount } from './proportion-count';

/**
 * Clopper and Pearson's exact interval of a proportion: the bounds at which the seen count would have each tail of
 * (1 − confidenceLevel) / 2. It never covers less than it says, and mostly more; the Wilson interval is closer on average.
 * Source: Biometrika 26 (1934). Throws RangeError unless n ≥ 1, 0 ≤ successes ≤ n and 0 < confidenceLevel < 1.
 * @example clopperPearson(8, 10) // lower 0.4439, upper 0.9748
 */
export function clopperPearson(successes: number, n: number, confidenceLevel = 0.95): Interval {
  assertProportionCount({ successes, n });
  if (!(confidenceLevel > 0 && confidenceLevel < 1)) {
    throw new RangeError(`a confidence level between 0 and 1 is needed, got ${confidenceLevel}`);
  }
  const tail = (1 - confidenceLevel) / 2;
  const failures = n - successes;
  return {
    lower: successes === 0 ? 0 : betaQuantile(tail, { a: successes, b: failures + 1 }),
    upper: failures === 0 ? 1 : 1 - betaQuantile(tail, { a: failures, b: successes + 1 }),
    confidenceLevel,
    method: 'clopper_pearson',
  };
}
