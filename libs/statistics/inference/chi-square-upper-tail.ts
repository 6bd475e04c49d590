import { upperRegularizedGamma } from './regularized-gamma';

/**
 * Probability that a chi-square variable with `degreesOfFreedom` exceeds `x`: Q(df / 2, x / 2).
 * Far tails keep their relative precision. Throws RangeError unless x ≥ 0 and df > 0.
 * @example chiSquareUpperTail(3.841458820694124, 1) // 0.05
 */
export function chiSquareUpperTail(x: number, degreesOfFreedom: number): number {
  return upperRegularizedGamma(degreesOfFreedom / 2, x / 2);
}
