import { betaTails } from './beta-tails';

/** Degrees of freedom of an F ratio, both above 0. */
export interface FDegrees {
  readonly numerator: number;
  readonly denominator: number;
}

/**
 * Probability that Fisher's F exceeds f; far tails keep their relative precision.
 * Throws RangeError unless f ≥ 0 and both degrees are above 0.
 * @example fUpperTail(4.964602743730711, { numerator: 1, denominator: 10 }) // 0.05
 */
export function fUpperTail(f: number, { numerator, denominator }: FDegrees): number {
  if (!(f >= 0)) throw new RangeError(`F is at least 0, got ${f}`);
  if (f === Infinity) return 0;
  const total = denominator + numerator * f;
  const point = { x: denominator / total, complement: (numerator * f) / total };
  return betaTails(point, denominator / 2, numerator / 2).lower;
}
