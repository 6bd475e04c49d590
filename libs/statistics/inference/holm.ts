import { ranked } from './ranked-p-values';

/**
 * Holm's step-down adjustment: p-values that keep the chance of any false discovery among all of them at the level they are
 * compared with, whatever their dependence. The k-th smallest of m becomes the largest of (m − i + 1) p₍ᵢ₎, i ≤ k, at most 1.
 * The order of the input stays. Null (no test was possible) stays null and does not count towards m.
 * Source: Holm, Scandinavian Journal of Statistics 6 (1979). Throws RangeError for a p-value outside [0, 1].
 * @example holm([0.01, null, 0.04, 0.03]) // [0.03, null, 0.06, 0.06]
 */
export function holm(pValues: readonly (number | null)[]): (number | null)[] {
  const order = ranked(pValues);
  const adjusted: (number | null)[] = pValues.map(() => null);
  let largest = 0;
  order.forEach(({ index, p }, rank) => {
    largest = Math.max(largest, Math.min(1, (order.length - rank) * p));
    adjusted[index] = largest;
  });
  return adjusted;
}
