import { betaLogitQuantile } from './beta-logit-quantile';
import { betaTails } from './beta-tails';

/**
 * Probability that Student's t with `degreesOfFreedom` exceeds t; far tails keep their relative precision.
 * The lower tail is `studentUpperTail(-t, …)`. Throws RangeError unless t is a number and the degrees are above 0.
 * @example 2 * studentUpperTail(2.262157162798205, 9) // 0.05
 */
export function studentUpperTail(t: number, degreesOfFreedom: number): number {
  if (Number.isNaN(t)) throw new RangeError('t is not a number');
  const square = t * t;
  const total = degreesOfFreedom + square;
  const point =
    square === Infinity
      ? { x: 0, complement: 1 }
      : { x: degreesOfFreedom / total, complement: square / total };
  const { lower, upper } = betaTails(point, degreesOfFreedom / 2, 0.5);
  return t > 0 ? lower / 2 : 0.5 + upper / 2;
}

/**
 * The t that Student's t stays below with probability p, 0 < p < 1 (RangeError otherwise, and unless the degrees are above 0).
 * Beyond about 1e150, as for p of 1e-200 with one degree, −Infinity.
 * @example studentQuantile(0.975, 9) // 2.262157162798205
 */
export function studentQuantile(p: number, degreesOfFreedom: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`a probability between 0 and 1 is needed, got ${p}`);
  if (p === 0.5) return 0;
  if (p > 0.5) return -studentQuantile(1 - p, degreesOfFreedom);
  // Two-sided probability 2p; beyond ½ the other tail of the beta distribution is the smaller one.
  const logit =
    p <= 0.25
      ? betaLogitQuantile(2 * p, degreesOfFreedom / 2, 0.5)
      : -betaLogitQuantile(1 - 2 * p, 0.5, degreesOfFreedom / 2);
  return -Math.sqrt(degreesOfFreedom * Math.exp(-logit));
}
