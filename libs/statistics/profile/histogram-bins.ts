/** Count of the values in [lower, upper); the outer bins are open, with null for the missing bound. */
export interface HistogramBin {
  readonly lower: number | null;
  readonly upper: number | null;
  readonly count: number;
}

/** Counts beside their bounds, for tables and drawings. Throws RangeError when the counts do not fit the edges. */
export function histogramBins(edges: readonly number[], counts: readonly number[]): HistogramBin[] {
  if (counts.length !== edges.length + 1) {
    throw new RangeError(`${edges.length} edges need ${edges.length + 1} counts, got ${counts.length}`);
  }
  return counts.map((count, bin) => ({ lower: edges[bin - 1] ?? null, upper: edges[bin] ?? null, count }));
}
