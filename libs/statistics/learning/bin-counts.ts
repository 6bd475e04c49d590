/** A bin with this share of the rows is the one that LightGBM infers. */
const DOMINANT = 0.7;
/** No side of a cut holds fewer rows. */
export const LEAST_ROWS = 20;

/** How many rows fall into each bin. */
export function binCounts(codes: ArrayLike<number>, bins: number): Float64Array {
  const counts = new Float64Array(bins);
  for (let row = 0; row < codes.length; row += 1) counts[codes[row]!]! += 1;
  return counts;
}

/**
 * The bin whose sums LightGBM does not add up but infers from the sums of the leaf and of the other bins, which gives other
 * last bits: the one where zero falls, unless most rows are in another.
 */
export function inferredBin(counts: Float64Array, zeroBin: number): number {
  const rows = counts.reduce((sum, count) => sum + count, 0);
  const mostFrequent = counts.indexOf(counts.reduce((most, count) => Math.max(most, count), 0));
  return counts[mostFrequent]! >= DOMINANT * rows ? mostFrequent : zeroBin;
}

/**
 * Whether some cut between neighbouring bins leaves enough of `rows` on both sides, by the counts of all or of a sample of
 * them; LightGBM drops other features beforehand.
 */
export function canCutInOrder(counts: Float64Array, rows: number): boolean {
  const counted = counts.reduce((sum, count) => sum + count, 0);
  const least = Math.trunc((LEAST_ROWS * counted) / rows);
  let below = 0;
  return counts.subarray(0, -1).some((count) => {
    below += count;
    return below >= least && counted - below >= least;
  });
}
