import { ranked } from './ranked-p-values';

/**
 * Benjamini and Hochberg's step-up adjustment: p-values that keep the expected share of false discoveries among the
 * discoveries at the level they are compared with, for independent or positively dependent tests. The k-th smallest of m
 * becomes the smallest of m p₍ᵢ₎ / i, i ≥ k.
 * The order of the input stays. Null (no test was possible) stays null and does not count towards m.
 * Source: Benjamini and Hochberg, JRSS B 57 (1995). Throws RangeError for a p-value outside [0, 1].
 * @example benjaminiHochberg([0.01, null, 0.04, 0.03]) // [0.03, null, 0.04, 0.04]
 */
export function benjaminiHochberg(pValues: readonly (number | null)[]): (number | null)[] {
  const order = ranked(pValues);
  const adjusted: (number | null)[] = pValues.map(() => null);
  let smallest = 1;
  for (let rank = order.length; rank >= 1; rank -= 1) {
    const { index, p } = order[rank - 1]!;
    smallest = Math.min(smallest, (p * order.length) / rank);
    adjusted[index] = smallest;
  }
  return adjusted;
}
