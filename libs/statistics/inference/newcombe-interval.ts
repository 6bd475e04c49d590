import { type Interval } from './estimate';
import { type ProportionCount } from './proportion-count';
import { wilsonInterval } from './wilson-interval';

/**
 * Newcombe's hybrid score interval of the difference p₁ − p₂ of two independent proportions:
 * lower d − √((p₁−l₁)² + (u₂−p₂)²), upper d + √((u₁−p₁)² + (p₂−l₂)²), l and u being Wilson bounds.
 * Source: Newcombe, Statistics in Medicine 17 (1998), method 10, without continuity correction.
 * Throws RangeError unless both sides have n ≥ 1 and 0 ≤ successes ≤ n.
 */
export function newcombeInterval(
  first: ProportionCount,
  second: ProportionCount,
  confidenceLevel = 0.95,
): Interval {
  const a = wilsonInterval(first.successes, first.n, confidenceLevel);
  const b = wilsonInterval(second.successes, second.n, confidenceLevel);
  const p = first.successes / first.n;
  const q = second.successes / second.n;
  return {
    lower: Math.max(-1, p - q - Math.hypot(p - a.lower, b.upper - q)),
    upper: Math.min(1, p - q + Math.hypot(a.upper - p, q - b.lower)),
    confidenceLevel,
    method: 'newcombe',
  };
}
