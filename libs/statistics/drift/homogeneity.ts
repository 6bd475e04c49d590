import { type CountPair } from './count-pair';

/** Pearson's statistic of a table with two rows and no empty column, with its degrees of freedom. */
export interface Homogeneity {
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** The smallest count expected under homogeneity; below 5 the chi-square approximation is rough. */
  readonly smallestExpected: number;
}

/**
 * Σ (observed − expected)² / expected over both rows, in its two-row form Σ (rᵢ·C − cᵢ·R)² / (rᵢ + cᵢ) / (R·C), whose
 * integers make it exactly 0 for equal shares. Every column must hold something on one side at least.
 */
export function homogeneity({ reference, current, n }: CountPair): Homogeneity {
  const smallerShare = Math.min(n.reference, n.current) / (n.reference + n.current);
  let statistic = 0;
  let smallestExpected = Infinity;
  reference.forEach((count, bin) => {
    const column = count + current[bin]!;
    statistic += (count * n.current - current[bin]! * n.reference) ** 2 / column;
    smallestExpected = Math.min(smallestExpected, column * smallerShare);
  });
  return {
    statistic: statistic / (n.reference * n.current),
    degreesOfFreedom: reference.length - 1,
    smallestExpected,
  };
}
