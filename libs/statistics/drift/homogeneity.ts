import { type CountPair } from './count-pair';

/** Pearson's statistic of a table with two rows and no empty column, with its degrees of freedom. */
export interface Homogeneity {
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** The smallest count expected under homogeneity; below 5 the chi-square approximation is rough. */
  readonly smallestExpected: number;
}

/** Σ (observed − expected)² / expected over both rows; every column must hold something on one side at least. */
export function homogeneity({ reference, current, n }: CountPair): Homogeneity {
  const share = n.reference / (n.reference + n.current);
  let statistic = 0;
  let smallestExpected = Infinity;
  reference.forEach((count, bin) => {
    const column = count + current[bin]!;
    const inReference = column * share;
    const inCurrent = column * (1 - share);
    statistic += (count - inReference) ** 2 / inReference + (current[bin]! - inCurrent) ** 2 / inCurrent;
    smallestExpected = Math.min(smallestExpected, inReference, inCurrent);
  });
  return { statistic, degreesOfFreedom: reference.length - 1, smallestExpected };
}
