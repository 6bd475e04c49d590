import { betaLogitQuantile } from './beta-logit-quantile';
import { betaTails } from './beta-tails';

/** The two parameters of a beta distribution, both above 0. */
export interface BetaShape {
  readonly a: number;
  readonly b: number;
}

/**
 * Probability that a beta variable is at most x, in [0, 1]; far lower tails keep their relative precision.
 * Throws RangeError unless 0 ≤ x ≤ 1 and a, b > 0.
 * @example betaCdf(0.5, { a: 2, b: 3 }) // 0.6875
 */
export function betaCdf(x: number, { a, b }: BetaShape): number {
  return betaTails({ x, complement: 1 - x }, a, b).lower;
}

/**
 * The x that a beta variable stays below with probability p. Throws RangeError unless 0 ≤ p ≤ 1 and a, b > 0.
 * @example betaQuantile(0.6875, { a: 2, b: 3 }) // 0.5
 */
export function betaQuantile(p: number, { a, b }: BetaShape): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a probability is needed, got ${p}`);
  if (p === 0 || p === 1) return p;
  // The smaller tail is the precise one.
  const logit = p <= 0.5 ? betaLogitQuantile(p, a, b) : -betaLogitQuantile(1 - p, b, a);
  return logit > 0 ? 1 / (1 + Math.exp(-logit)) : Math.exp(logit) / (1 + Math.exp(logit));
}
