import { type BinnedSample } from './binned-sample';

/** Counts values into bins, a block at a time; holds nothing else of them. */
export class BinCounter {
  private n = 0;
  private mean = 0;
  private m2 = 0;
  private min = Infinity;
  private max = -Infinity;
  private readonly counts: Float64Array;
  private readonly edges: Float64Array;

  /** Throws RangeError unless the edges ascend strictly. */
  constructor(edges: ArrayLike<number>) {
    this.edges = Float64Array.from(edges);
    this.counts = new Float64Array(edges.length + 1);
    this.edges.forEach((edge, bin) => {
      if (!Number.isFinite(edge) || (bin > 0 && edge <= this.edges[bin - 1]!))
        throw new RangeError(`edges must be finite and strictly ascending, edge ${bin} is ${edge}`);
    });
  }

  /** Counts the finite values of a block. */
  add(values: Float64Array): void {
    let n = 0;
    let sum = 0;
    for (let row = 0; row < values.length; row += 1) {
      const value = values[row]!;
      // Infinities and NaN leave something other than 0.
      if (value - value !== 0) continue;
      n += 1;
      sum += value;
      if (value < this.min) this.min = value;
      if (value > this.max) this.max = value;
      this.counts[this.binOf(value)]! += 1;
    }
    if (n > 0) this.merge(values, n, sum / n);
  }

  /** What was counted so far. */
  sample(): BinnedSample {
    const { n, mean, m2, min, max } = this;
    const extremes = { min: n === 0 ? null : min, max: n === 0 ? null : max };
    return { n, mean, m2, ...extremes, edges: [...this.edges], counts: [...this.counts] };
  }

  /** The moments of a block are taken on their own and joined by Chan, Golub and LeVeque's update (1983). */
  private merge(values: Float64Array, n: number, mean: number): void {
    let m2 = 0;
    for (let row = 0; row < values.length; row += 1) {
      const apart = values[row]! - mean;
      if (apart - apart === 0) m2 += apart * apart;
    }
    const total = this.n + n;
    const apart = mean - this.mean;
    this.mean += apart * (n / total);
    this.m2 += m2 + apart * apart * ((this.n * n) / total);
    this.n = total;
  }

  /** The number of edges at or below the value. */
  private binOf(value: number): number {
    const { edges } = this;
    let low = 0;
    let length = edges.length;
    while (length > 0) {
      const half = length >> 1;
      const isAbove = edges[low + half]! <= value;
      low = isAbove ? low + half + 1 : low;
      length = isAbove ? length - half - 1 : half;
    }
    return low;
  }
}
