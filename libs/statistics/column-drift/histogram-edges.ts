/** Equal-width edges as numpy.linspace makes them; a range without width is taken half a unit to either side. */
export function equalWidthEdges(range: readonly [number, number], bins: number): Float64Array {
  const [first, last] = range[0] === range[1] ? [range[0] - 0.5, range[1] + 0.5] : range;
  const step = (last - first) / bins;
  const edges = Float64Array.from({ length: bins + 1 }, (_, index) => index * step + first);
  edges[bins] = last;
  return edges;
}

/** numpy's "sturges": bins of width range / (log₂ n + 1), their number rounded up. `n` is the number of values. */
export function sturgesEdges(range: readonly [number, number], n: number): Float64Array {
  return estimatedEdges(range, Math.log2(n) + 1);
}

/**
 * numpy's "doane": Sturges' number of bins and log₂(1 + |skewness| / its standard error) more. Source: Doane, The American
 * Statistician 30 (1976). Expects ascending values, at least one.
 */
export function doaneEdges(sorted: Float64Array): Float64Array {
  const n = sorted.length;
  const range = [sorted[0]!, sorted[n - 1]!] as const;
  if (n <= 2 || range[0] === range[1]) return equalWidthEdges(range, 1);
  const mean = sorted.reduce((sum, value) => sum + value, 0) / n;
  const deviation = Math.sqrt(sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n);
  const skewness = sorted.reduce((sum, value) => sum + ((value - mean) / deviation) ** 3, 0) / n;
  const standardError = Math.sqrt((6 * (n - 2)) / ((n + 1) * (n + 3)));
  return estimatedEdges(range, 1 + Math.log2(n) + Math.log2(1 + Math.abs(skewness) / standardError));
}

/** The width comes first and the number of bins from it, as in numpy, so that both round alike. */
function estimatedEdges(range: readonly [number, number], parts: number): Float64Array {
  const width = (range[1] - range[0]) / parts;
  return equalWidthEdges(range, width > 0 ? Math.ceil((range[1] - range[0]) / width) : 1);
}

/** Values of an ascending sample in [edge, next edge), the last bin with its upper edge; others are left out. O(bins·log n). */
export function histogram(sorted: Float64Array, edges: Float64Array): number[] {
  const bins = edges.length - 1;
  const below = Array.from(edges, (edge, index) => countBelow(sorted, edge, index === bins));
  return Array.from({ length: bins }, (_, bin) => below[bin + 1]! - below[bin]!);
}

function countBelow(sorted: Float64Array, edge: number, isInclusive: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < edge || (isInclusive && sorted[middle]! === edge)) low = middle + 1;
    else high = middle;
  }
  return low;
}
