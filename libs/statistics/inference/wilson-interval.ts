import { type Interval } from './estimate';
import { assertProportionCount } from './proportion-count';
import { twoSidedZ } from './two-sided-z';

/**
 * Wilson score interval of a proportion p = successes / n:
 * centre (p + z²/2n) / (1 + z²/n), half width z·√(p(1−p)/n + z²/4n²) / (1 + z²/n).
 * It stays inside [0, 1] and keeps a width at 0 and at n successes.
 * Source: Wilson, JASA 22 (1927). Throws RangeError unless n ≥ 1 and 0 ≤ successes ≤ n.
 * @example wilsonInterval(8, 10) // lower 0.490, upper 0.943
 */
export function wilsonInterval(successes: number, n: number, confidenceLevel = 0.95): Interval {
  assertProportionCount({ successes, n });
  const z = twoSidedZ(confidenceLevel);
  const p = successes / n;
  const shrink = 1 + (z * z) / n;
  const centre = (p + (z * z) / (2 * n)) / shrink;
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / shrink;
  return {
    // Rounding must not leave a bound a hair off the exact 0 or 1.
    lower: successes === 0 ? 0 : Math.max(0, centre - half),
    upper: successes === n ? 1 : Math.min(1, centre + half),
    confidenceLevel,
    method: 'wilson',
  };
}
