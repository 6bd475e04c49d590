import { durbinMatrixCdf } from './durbin-matrix';
import { pelzGoodCdf } from './pelz-good';
import { smirnovUpperTail } from './smirnov-upper-tail';

/**
 * Probability that the two-sided Kolmogorov statistic of n continuous values is at least `distance` (scipy's kstwo).
 * In the right tail it is twice the one-sided probability, since both sides at once are out of reach; elsewhere one minus
 * Durbin's matrix for n up to 500 and Pelz and Good's series beyond. About 1e-9 of relative error up to 500, 1e-6 above.
 * Source for the choice of method: Simard and L'Ecuyer, Journal of Statistical Software 39 (2011), no. 11.
 * Throws RangeError unless n ≥ 1 and 0 ≤ distance ≤ 1.
 */
export function kolmogorovTail(distance: number, n: number): number {
  if (!(n >= 1) || !(distance >= 0 && distance <= 1)) {
    throw new RangeError(`needs n >= 1 and a distance in [0, 1], got n = ${n}, distance = ${distance}`);
  }
  // The statistic of n values is at least 1/(2n).
  if (2 * n * distance <= 1) return 1;
  if (distance === 1) return 0;
  const size = n * distance * distance;
  if (distance >= 0.5 || size >= (n <= 500 ? 4 : 2.2)) return Math.min(1, 2 * smirnovUpperTail(distance, n));
  return 1 - (n <= 500 ? durbinMatrixCdf(distance, n) : pelzGoodCdf(distance, n));
}

/** The size of one sample whose statistic stands for that of two: nm/(n+m), rounded half to even as scipy does. */
export function effectiveSize(n: number, m: number): number {
  return Math.max(1, roundHalfToEven((n * m) / (n + m)));
}

function roundHalfToEven(value: number): number {
  const rounded = Math.round(value);
  return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}
