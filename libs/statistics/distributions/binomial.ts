import { betaTails } from './beta-tails';
import { poissonDeviance } from './poisson-deviance';
import { stirlingError } from './stirling-error';

/** Independent trials of one probability of success in [0, 1]. */
export interface BinomialTrials {
  readonly n: number;
  readonly p: number;
}

/** Probability of exactly k successes, by Loader's saddle-point form. Throws RangeError unless n ≥ 0 and 0 ≤ p ≤ 1. */
export function binomialProbability(k: number, { n, p }: BinomialTrials): number {
  assertTrials({ n, p });
  if (k < 0 || k > n || !Number.isInteger(k)) return 0;
  if (p === 0) return k === 0 ? 1 : 0;
  if (p === 1) return k === n ? 1 : 0;
  if (k === 0) return Math.exp(n * Math.log1p(-p));
  if (k === n) return Math.exp(n * Math.log(p));
  const deviance = poissonDeviance(k, n * p) + poissonDeviance(n - k, n * (1 - p));
  const corrections = stirlingError(n) - stirlingError(k) - stirlingError(n - k);
  return Math.sqrt(n / (2 * Math.PI * k * (n - k))) * Math.exp(corrections - deviance);
}

/**
 * Probability of at most k successes; far tails keep their relative precision. Throws RangeError unless n ≥ 0 and 0 ≤ p ≤ 1.
 * @example binomialLowerTail(1, { n: 4, p: 0.5 }) // 5 / 16
 */
export function binomialLowerTail(k: number, { n, p }: BinomialTrials): number {
  assertTrials({ n, p });
  const whole = Math.floor(k);
  if (whole < 0) return 0;
  if (whole >= n) return 1;
  return betaTails({ x: 1 - p, complement: p }, n - whole, whole + 1).lower;
}

/**
 * Probability of at least k successes; far tails keep their relative precision. Throws RangeError unless n ≥ 0 and 0 ≤ p ≤ 1.
 * @example binomialUpperTail(3, { n: 4, p: 0.5 }) // 5 / 16
 */
export function binomialUpperTail(k: number, { n, p }: BinomialTrials): number {
  assertTrials({ n, p });
  const whole = Math.ceil(k);
  if (whole <= 0) return 1;
  if (whole > n) return 0;
  return betaTails({ x: p, complement: 1 - p }, whole, n - whole + 1).lower;
}

function assertTrials({ n, p }: BinomialTrials): void {
  if (!(n >= 0 && Number.isInteger(n)) || !(p >= 0 && p <= 1)) {
    throw new RangeError(`binomial trials need an integer n >= 0 and p in [0, 1], got n = ${n}, p = ${p}`);
  }
}
