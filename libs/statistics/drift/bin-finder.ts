/** Cells of the grid; a few for each of a thousand edges, and small enough for the nearest cache. */
const cellCount = 4096;

/**
 * Finds bins among fixed edges in about constant time: a grid of equal cells between the outer edges tells which few edges
 * can matter, since the cell of a value never falls as the value grows. Edges far apart and close together in one list
 * cost O(log edges) at worst.
 */
export class BinFinder {
  private readonly edges: Float64Array;
  /** Number of edges in the cells before each one. */
  private readonly first = new Int32Array(cellCount + 1);
  private readonly from: number;
  private readonly scale: number;

  /** Throws RangeError unless the edges are finite and strictly ascending. */
  constructor(edges: ArrayLike<number>) {
    this.edges = Float64Array.from(edges);
    this.edges.forEach((edge, bin) => {
      if (!Number.isFinite(edge) || (bin > 0 && edge <= this.edges[bin - 1]!))
        throw new RangeError(`edges must be finite and strictly ascending, edge ${bin} is ${edge}`);
    });
    this.from = this.edges[0] ?? 0;
    const range = (this.edges.at(-1) ?? 0) - this.from;
    this.scale = range > 0 && Number.isFinite(cellCount / range) ? cellCount / range : 0;
    for (const edge of this.edges) this.first[this.cellOf(edge) + 1]! += 1;
    for (let cell = 0; cell < cellCount; cell += 1) this.first[cell + 1]! += this.first[cell]!;
  }

  /** The number of edges at or below a finite value. */
  binOf(value: number): number {
    const cell = this.cellOf(value);
    let low = this.first[cell]!;
    let high = this.first[cell + 1]!;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.edges[middle]! <= value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private cellOf(value: number): number {
    const place = (value - this.from) * this.scale;
    return place >= cellCount ? cellCount - 1 : place > 0 ? place | 0 : 0;
  }
}
