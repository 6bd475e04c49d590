import { type NumericProfile } from './numeric-profile';

/**
 * Sample standard deviation of a profile's finite values (divided by n − 1); null below two values, and where the squares
 * leave the range of a double.
 */
export function profileDeviation({ n, m2 }: NumericProfile): number | null {
  return n > 1 && Number.isFinite(m2) ? Math.sqrt(m2 / (n - 1)) : null;
}
