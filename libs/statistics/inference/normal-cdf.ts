import { upperRegularizedGamma } from './regularized-gamma';

/**
 * Standard normal distribution function: the probability that Z ≤ z.
 * The left tail keeps its relative precision (Φ(−30) is not 0), so take `normalCdf(-z)` for an upper tail.
 * Throws RangeError for NaN.
 * @example normalCdf(-1.959963984540054) // 0.025
 */
export function normalCdf(z: number): number {
  const tail = upperRegularizedGamma(0.5, (z * z) / 2) / 2;
  return z > 0 ? 1 - tail : tail;
}
