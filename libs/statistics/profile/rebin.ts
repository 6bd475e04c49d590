/**
 * Counts on coarser edges, exactly, from counts on finer ones (`counts` has one bin more than `edges`).
 * Throws RangeError when a coarser edge is not among the finer ones or the counts do not fit the edges.
 * @example rebin([1, 2, 3, 4], [0, 1, 2], [1]) // [3, 7]
 */
export function rebin(
  counts: readonly number[],
  edges: readonly number[],
  coarserEdges: readonly number[],
): number[] {
  if (counts.length !== edges.length + 1) {
    throw new RangeError(`${edges.length} edges need ${edges.length + 1} counts, got ${counts.length}`);
  }
  const rebinned: number[] = [];
  let bin = 0;
  for (const edge of coarserEdges) {
    let sum = 0;
    while (bin < edges.length && edges[bin]! <= edge) sum += counts[bin++]!;
    if (edges[bin - 1] !== edge)
      throw new RangeError(`the coarser edge ${edge} is not among the finer edges`);
    rebinned.push(sum);
  }
  rebinned.push(counts.slice(bin).reduce((sum, count) => sum + count, 0));
  return rebinned;
}
