import { type Interval } from './estimate';
import { assertProportionCount, type ProportionCount } from './proportion-count';
import { twoSidedZ } from './two-sided-z';

/**
 * Koopman's score interval of the ratio p₁ / p₂ of two independent proportions: all ratios that the score test, with the
 * chances estimated under each of them, does not reject. It needs no success of the first (the lower bound is 0 then) and
 * no failure of either side. Null without a success of the second, where the ratio itself is undefined.
 * Source: Koopman, Biometrics 40 (1984); as Miettinen and Nurminen, Statistics in Medicine 4 (1985), without their
 * factor N / (N − 1). Throws RangeError unless both sides have n ≥ 1 and 0 ≤ successes ≤ n.
 */
export function koopmanInterval(
  first: ProportionCount,
  second: ProportionCount,
  confidenceLevel = 0.95,
): Interval | null {
  assertProportionCount(first);
  assertProportionCount(second);
  if (second.successes === 0) return null;
  const limit = twoSidedZ(confidenceLevel) ** 2;
  return {
    lower: first.successes === 0 ? 0 : 1 / largestRatio(second, first, limit),
    upper: largestRatio(first, second, limit),
    confidenceLevel,
    method: 'koopman',
  };
}

/** The largest ratio whose score is no more than the limit, by bisection of its logarithm; the score grows beyond the estimate. */
function largestRatio(first: ProportionCount, second: ProportionCount, limit: number): number {
  const estimate = (first.successes * second.n) / (first.n * second.successes);
  let low = estimate > 0 ? estimate : 1;
  while (score(first, second, low) > limit) low /= 2;
  let high = 2 * low;
  while (score(first, second, high) < limit) high *= 2;
  for (;;) {
    const middle = Math.sqrt(low * high);
    if (middle <= low || middle >= high) return high;
    if (score(first, second, middle) < limit) low = middle;
    else high = middle;
  }
}

/** Squared distance of the two shares from the ratio, over its variance under that ratio. */
function score(first: ProportionCount, second: ProportionCount, ratio: number): number {
  const { successes: x, n: m } = first;
  const { successes: y, n } = second;
  // The likeliest chances with p₁ = ratio · p₂ solve a quadratic; this form of its root does not cancel.
  const b = m * ratio + x + n + y * ratio;
  const root = Math.sqrt(Math.max(0, b * b - 4 * (m + n) * ratio * (x + y)));
  const q = Math.min(1, (2 * (x + y)) / (b + root));
  const p = Math.min(1, ratio * q);
  const variance = (p * (1 - p)) / m + (ratio * ratio * q * (1 - q)) / n;
  const distance = x / m - (ratio * y) / n;
  return distance === 0 ? 0 : (distance * distance) / variance;
}
