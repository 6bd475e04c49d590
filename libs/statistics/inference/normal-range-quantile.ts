import { normalCdf } from './normal-cdf';
import { twoSidedZ } from './two-sided-z';

/** Beyond ±9 the normal density adds nothing to a double. */
const edge = 9;
/** The trapezoid rule of so smooth an integrand is exact to a double long before this. */
const step = 0.1;
const places = Array.from({ length: Math.round((2 * edge) / step) + 1 }, (_, index) => index * step - edge);
const densities = places.map((z) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI));
const lowerTails = places.map(normalCdf);

/** Answers by question: an audit asks the same few for every measure. */
const known = new Map<string, number>();

/**
 * Quantile of the range (largest minus smallest) of `count` independent standard normal deviates: the studentised range with
 * endless degrees of freedom, by which Tukey compares all pairs at once. Equals qtukey(p, count, Inf) of R to 10 digits.
 * Throws RangeError unless count is an integer of at least 2 and 0 < probability < 1.
 * @example normalRangeQuantile(5, 0.95) // 3.857656
 */
export function normalRangeQuantile(count: number, probability: number): number {
  if (!(Number.isInteger(count) && count >= 2)) {
    throw new RangeError(`a range needs two deviates or more, got ${count}`);
  }
  const question = `${count} ${probability}`;
  const quantile = known.get(question) ?? solve(count, probability);
  known.set(question, quantile);
  return quantile;
}

/** By the secant through the two ends, halving the end that stays (the Illinois rule). */
function solve(count: number, probability: number): number {
  // Fewer pairs reach less far, and Bonferroni's bound over all pairs reaches farther.
  const most = 1 - (1 - probability) / ((count * (count - 1)) / 2);
  const off = (range: number): number => rangeCdf(range, count) - probability;
  let [low, high] = [Math.SQRT2 * twoSidedZ(probability), Math.SQRT2 * twoSidedZ(most) + 1e-6];
  let [below, above] = [off(low), off(high)];
  let range = low;
  for (let round = 0; round < 100 && high - low > 1e-12; round += 1) {
    const next = (low * above - high * below) / (above - below);
    if (Math.abs(next - range) < 1e-13 * range) break;
    range = next;
    const gap = off(range);
    if (gap === 0) break;
    if (gap < 0) [low, below, above] = [range, gap, above / 2];
    else [high, above, below] = [range, gap, below / 2];
  }
  return range;
}

/** The smallest of all lies anywhere, and the others within the range above it, or it mirrored. */
function rangeCdf(range: number, count: number): number {
  let sum = 0;
  places.forEach((z, at) => {
    sum += densities[at]! * (lowerTails[at]! - normalCdf(z - range)) ** (count - 1);
  });
  return count * step * sum;
}
