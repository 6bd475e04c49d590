/** Below this many rows in a cell, resampling the counts as they are says too little about it. */
const fewest = 50;

/**
 * Counts to resample from: half a row more in every cell where any cell holds fewer than 50 rows, otherwise the counts
 * themselves. A cell that a small sample left empty would stay empty in every resample, and one of few rows vary too little;
 * with the half row percentile intervals of rates, their differences and ratios cover about what they say
 * (docs/studies/intervals.md). For cells that can occur: one that cannot would come to life.
 */
export function smoothedCounts(counts: ArrayLike<number>): Float64Array {
  const own = Float64Array.from(counts);
  return own.some((count) => count < fewest) ? own.map((count) => count + 0.5) : own;
}
