/** Sizes of the two samples, and the gap |i·m − j·n| from which on a path counts as having left the band. */
export interface LatticeBand {
  readonly reference: number;
  readonly current: number;
  readonly gap: number;
}

/** A tie group longer than this is crossed in one step, by the hypergeometric law of its composition. */
const longGroup = 12;

/**
 * Random orders of two samples seen as lattice paths: a step to (i, j) has taken i reference and j current values. For
 * every point of the diagonal i + j = `taken` it keeps the probability that a path to that point has left the band at a
 * checked diagonal. Only the points inside the band are stored, all others being certain.
 */
export class LatticePaths {
  taken = 0;
  /** Points lower..upper are stored; their two neighbours hold 1. Index 1 is the point i = 0. */
  private hit: Float64Array;
  private spare: Float64Array;
  private lower = 0;
  private upper = 0;

  constructor(
    private readonly band: LatticeBand,
    private readonly logFactorial: Float64Array,
  ) {
    this.hit = new Float64Array(band.reference + 4).fill(1);
    this.spare = new Float64Array(band.reference + 4);
    this.hit[1] = 0;
  }

  /** Takes one tie group of values and checks the band at its end. */
  takeGroup(values: number): void {
    this.cross(values);
    this.check();
  }

  /** The probability that the one path end (all taken) has left the band before. */
  atEnd(values: number): number {
    this.cross(values);
    return this.hit[this.band.reference + 1]!;
  }

  private cross(values: number): void {
    if (values > longGroup) this.jump(values);
    else for (let step = 0; step < values; step += 1) this.step();
  }

  private step(): void {
    this.taken += 1;
    const { hit, taken } = this;
    const first = Math.max(this.lower, taken - this.band.current);
    const last = Math.min(this.upper + 1, taken, this.band.reference);
    const part = 1 / taken;
    // Downwards, so that the value of the diagonal before is still in place.
    for (let i = last; i >= first; i -= 1) {
      hit[i + 1] = (i * hit[i]! + (taken - i) * hit[i + 1]!) * part;
    }
    this.lower = first;
    this.upper = last;
    hit[last + 2] = 1;
  }

  private check(): void {
    const { reference, current, gap } = this.band;
    const total = reference + current;
    const centre = this.taken * reference;
    this.lower = Math.max(this.lower, Math.floor((centre - gap) / total) + 1);
    this.upper = Math.min(this.upper, Math.ceil((centre + gap) / total) - 1);
    this.hit[this.lower] = 1;
    this.hit[this.upper + 2] = 1;
  }

  /** Crosses several diagonals at once: the mean over where the path may have been before, given where it is. */
  private jump(values: number): void {
    const before = this.taken;
    this.taken += values;
    const { reference, current, gap } = this.band;
    const centre = this.taken * reference;
    const total = reference + current;
    const first = Math.max(0, this.taken - current, Math.floor((centre - gap) / total) + 1);
    const last = Math.min(reference, this.taken, Math.ceil((centre + gap) / total) - 1);
    for (let i = first; i <= last; i += 1) this.spare[i + 1] = this.meanBefore(i, before);
    this.spare[first] = 1;
    this.spare[last + 2] = 1;
    [this.hit, this.spare] = [this.spare, this.hit];
    this.lower = first;
    this.upper = last;
  }

  private meanBefore(i: number, before: number): number {
    const values = this.taken - before;
    const smallest = Math.max(0, i - values);
    const largest = Math.min(i, before);
    const mode = Math.min(
      largest,
      Math.max(smallest, Math.floor(((before + 1) * (i + 1)) / (this.taken + 2))),
    );
    const peak = Math.exp(
      this.logChoose(before, mode) + this.logChoose(values, i - mode) - this.logChoose(this.taken, i),
    );
    let mean = peak * this.hitAt(mode);
    let weight = peak;
    for (let k = mode; k < largest && weight > 0; k += 1) {
      weight *= ((before - k) * (i - k)) / ((k + 1) * (values - i + k + 1));
      mean += weight * this.hitAt(k + 1);
    }
    weight = peak;
    for (let k = mode; k > smallest && weight > 0; k -= 1) {
      weight *= (k * (values - i + k)) / ((before - k + 1) * (i - k + 1));
      mean += weight * this.hitAt(k - 1);
    }
    return mean;
  }

  private hitAt(i: number): number {
    return i < this.lower || i > this.upper ? 1 : this.hit[i + 1]!;
  }

  private logChoose(n: number, k: number): number {
    return this.logFactorial[n]! - this.logFactorial[k]! - this.logFactorial[n - k]!;
  }
}
