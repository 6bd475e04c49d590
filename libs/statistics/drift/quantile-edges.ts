import { nextDouble, quantile } from '../profile';

/**
 * Edges that cut ascending values into up to `bins` bins of equal shares. A value that fills several of them gets a bin
 * of its own, [value, next double), so discrete columns are counted value by value. Empty without values.
 */
export function quantileEdges(sorted: Float64Array, bins: number): number[] {
  if (sorted.length === 0) return [];
  const cuts = Array.from({ length: bins - 1 }, (_, cut) => quantile(sorted, (cut + 1) / bins));
  const repeated = cuts.filter((edge, cut) => edge === cuts[cut + 1]);
  const own = repeated.flatMap((edge) => [edge, nextDouble(edge)]);
  return [...new Set([...cuts, ...own])].filter(Number.isFinite).sort((a, b) => a - b);
}
