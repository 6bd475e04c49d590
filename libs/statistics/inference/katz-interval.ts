import { type Interval } from './estimate';
import { assertProportionCount, type ProportionCount } from './proportion-count';
import { twoSidedZ } from './two-sided-z';

/**
 * Katz's log interval of the ratio p₁ / p₂ of two independent proportions:
 * exp(ln r ± z·√(1/x₁ − 1/n₁ + 1/x₂ − 1/n₂)).
 * Null where it says nothing: with no success on one side (the logarithm is undefined) and with successes only
 * on both (the width would be zero, which claims a certainty nobody has).
 * Source: Katz et al., Biometrics 34 (1978). Throws RangeError unless both sides have n ≥ 1 and 0 ≤ successes ≤ n.
 */
export function katzInterval(
  first: ProportionCount,
  second: ProportionCount,
  confidenceLevel = 0.95,
): Interval | null {
  assertProportionCount(first);
  assertProportionCount(second);
  if (first.successes === 0 || second.successes === 0) return null;
  const variance = 1 / first.successes - 1 / first.n + (1 / second.successes - 1 / second.n);
  if (variance === 0) return null;
  const logRatio = Math.log(first.successes / first.n) - Math.log(second.successes / second.n);
  const half = twoSidedZ(confidenceLevel) * Math.sqrt(variance);
  return {
    lower: Math.exp(logRatio - half),
    upper: Math.exp(logRatio + half),
    confidenceLevel,
    method: 'katz',
  };
}
