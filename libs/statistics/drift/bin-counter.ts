import { BinFinder } from './bin-finder';
import { type BinnedSample } from './binned-sample';

/** Counts values into bins, a block at a time; holds nothing else of them. */
export class BinCounter {
  private n = 0;
  private mean = 0;
  private m2 = 0;
  private min = Infinity;
  private max = -Infinity;
  private readonly counts: Float64Array;
  private readonly finder: BinFinder;

  /** Throws RangeError unless the edges are finite and strictly ascending. */
  constructor(private readonly edges: readonly number[]) {
    this.finder = new BinFinder(edges);
    this.counts = new Float64Array(edges.length + 1);
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
      this.counts[this.finder.binOf(value)]! += 1;
    }
    if (n > 0) this.merge(values, n, sum / n);
  }

  /** What was counted so far. */
  sample(): BinnedSample {
    const { n, mean, m2, min, max } = this;
    const extremes = { min: n === 0 ? null : min, max: n === 0 ? null : max };
    return { n, mean, m2, ...extremes, edges: this.edges, counts: [...this.counts] };
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
}
