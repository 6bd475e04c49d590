import { type Interval } from './estimate';
import { katzInterval } from './katz-interval';
import { koopmanInterval } from './koopman-interval';
import { type ProportionCount } from './proportion-count';

/** With fewer successes or failures than this on a side, Katz's interval covers less or more than 94 to 96 of 100. */
const fewest = 50;

/**
 * Interval of the ratio p₁ / p₂ of two independent proportions: Katz's where either side has at least 50 successes and 50
 * failures, otherwise Koopman's, which covers better there. `method` says which. Null without a success of the second,
 * where the ratio is undefined. The bound was chosen by exact coverage (docs/studies/intervals.md).
 * Throws RangeError unless both sides have n ≥ 1 and 0 ≤ successes ≤ n.
 */
export function ratioInterval(
  first: ProportionCount,
  second: ProportionCount,
  confidenceLevel = 0.95,
): Interval | null {
  const isLarge = ({ successes, n }: ProportionCount): boolean =>
    Math.min(successes, n - successes) >= fewest;
  return isLarge(first) && isLarge(second)
    ? katzInterval(first, second, confidenceLevel)
    : koopmanInterval(first, second, confidenceLevel);
}
