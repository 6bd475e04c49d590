import { type LatticeBand, LatticePaths } from './lattice-paths';

/**
 * Probability that two samples of one distribution lie at least as far apart as observed, given the sizes of the tie
 * groups of the pooled values: among all orders of the two samples, equally likely, the share whose gap
 * |i·m − j·n| reaches `gap` at the end of some tie group. Exact for discrete values too, where the usual p-value is too
 * large. `tieSizes` lists the number of equal values from the smallest value to the largest; without it all values
 * differ, and the result is scipy's exact mode of ks_2samp.
 *
 * Sums of positive terms only, so far tails keep their precision (1e-11 relative). Time is about
 * (n + m) · `gap` · 2 / (n + m) steps: see `latticePathCost`; 10,000 against 10,000 at D = .02 takes about 5 ms.
 * Source: Schröer and Trenkler, Computational Statistics & Data Analysis 20 (1995); psmirnov of R 4.2.
 * Throws RangeError unless the sizes are positive integers and the tie sizes add up to them.
 * @example kolmogorovSmirnovExactTail({ reference: 2, current: 2, gap: 4 }) // 1/3
 */
export function kolmogorovSmirnovExactTail(
  { reference, current, gap }: LatticeBand,
  tieSizes?: ArrayLike<number>,
): number {
  const total = reference + current;
  // The smaller side first, so that exchanging the two changes nothing to the last bit.
  const band = { reference: Math.min(reference, current), current: Math.max(reference, current), gap };
  assertSizes(band, total, tieSizes);
  if (gap <= 0) return 1;
  const groups = tieSizes?.length ?? total;
  const paths = new LatticePaths(band, logFactorials(total));
  for (let group = 0; group < groups - 1; group += 1) paths.takeGroup(tieSizes?.[group] ?? 1);
  return Math.min(1, paths.atEnd(total - paths.taken));
}

/** The largest number of points a call may visit: (n + m) diagonals, each as wide as the band. */
export function latticePathCost({ reference, current, gap }: LatticeBand): number {
  const total = reference + current;
  return total * Math.min(reference, current, Math.ceil((2 * gap) / total));
}

function assertSizes(band: LatticeBand, total: number, tieSizes?: ArrayLike<number>): void {
  if (!(band.reference >= 1 && band.current >= 1 && Number.isSafeInteger(total))) {
    throw new RangeError(`needs two sizes of at least 1, got ${band.reference} and ${band.current}`);
  }
  if (!tieSizes) return;
  let sum = 0;
  for (let group = 0; group < tieSizes.length; group += 1) sum += tieSizes[group]!;
  if (sum !== total) throw new RangeError(`the tie groups hold ${sum} values, the samples ${total}`);
}

function logFactorials(largest: number): Float64Array {
  const logs = new Float64Array(largest + 1);
  for (let k = 2; k <= largest; k += 1) logs[k] = logs[k - 1]! + Math.log(k);
  return logs;
}
