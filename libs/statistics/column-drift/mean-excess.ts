import { binomialProbability } from '../distributions';

/**
 * Mean of |X − np| of a binomial count: 2·ν·(1 − p)·P(X = ν), ν being the first whole number above np.
 * Source: de Moivre (1730).
 */
export function meanExcess({ n, p }: { readonly n: number; readonly p: number }): number {
  const above = Math.floor(n * p) + 1;
  return 2 * above * (1 - p) * binomialProbability(above, { n, p });
}
