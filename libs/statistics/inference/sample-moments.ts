/** Size, mean and variance (denominator n − 1) of a sample. */
export interface SampleMoments {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
}

/** Throws RangeError unless n is at least 2 and the moments are finite, the variance not negative. */
export function assertSampleMoments({ n, mean, variance }: SampleMoments): void {
  if (!(n >= 2) || !Number.isFinite(mean) || !(variance >= 0) || variance === Infinity) {
    throw new RangeError(
      `a sample of two or more is needed, got n = ${n}, mean ${mean}, variance ${variance}`,
    );
  }
}
