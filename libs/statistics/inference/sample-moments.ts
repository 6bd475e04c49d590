/** Size, mean and variance (denominator n − 1) of a sample. */
export interface SampleMoments {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
}

/** Moments with the adjusted skewness (Fisher and Pearson's G₁), 0 where it is not defined. */
export interface SkewedMoments extends SampleMoments {
  readonly skewness: number;
}

/**
 * The adjusted skewness √(n(n − 1)) / (n − 2) · m₃ / m₂^1.5 from the sums of the squared and of the cubed distances from the
 * mean; 0 below three values and without spread. Source: Joanes and Gill, The Statistician 47 (1998).
 */
export function adjustedSkewness(n: number, squares: number, cubes: number): number {
  if (n < 3 || !(squares > 0)) return 0;
  return (((cubes / squares) * Math.sqrt(n)) / Math.sqrt(squares)) * (Math.sqrt(n * (n - 1)) / (n - 2));
}

/** Throws RangeError unless n is at least 2 and the moments are finite, the variance not negative. */
export function assertSampleMoments({ n, mean, variance }: SampleMoments): void {
  if (!(n >= 2) || !Number.isFinite(mean) || !(variance >= 0) || variance === Infinity) {
    throw new RangeError(
      `a sample of two or more is needed, got n = ${n}, mean ${mean}, variance ${variance}`,
    );
  }
}
