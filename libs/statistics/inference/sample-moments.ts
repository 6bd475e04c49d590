/** Size, mean and variance (denominator n − 1) of a sample. */
export interface SampleMoments {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
}

/** Moments with the adjusted skewness and kurtosis (Fisher and Pearson's G₁ and G₂), 0 where they are not defined. */
export interface ShapedMoments extends SampleMoments {
  readonly skewness: number;
  /** In excess of a normal law's. */
  readonly kurtosis: number;
}

/** Sums over a sample of the squared, cubed and fourth powers of the distances from its mean. */
export interface PowerSums {
  readonly n: number;
  readonly squares: number;
  readonly cubes: number;
  readonly fourths: number;
}

/**
 * The adjusted skewness √(n(n − 1)) / (n − 2) · m₃ / m₂^1.5, 0 below three values, and the adjusted excess kurtosis
 * (n − 1) / ((n − 2)(n − 3)) · ((n + 1)(m₄ / m₂² − 3) + 6), 0 below four; both 0 without spread.
 * Source: Joanes and Gill, The Statistician 47 (1998).
 */
export function adjustedShape({ n, squares, cubes, fourths }: PowerSums): {
  skewness: number;
  kurtosis: number;
} {
  if (n < 3 || !(squares > 0)) return { skewness: 0, kurtosis: 0 };
  const skewness =
    (((cubes / squares) * Math.sqrt(n)) / Math.sqrt(squares)) * (Math.sqrt(n * (n - 1)) / (n - 2));
  if (n < 4) return { skewness, kurtosis: 0 };
  const excess = (fourths / squares) * (n / squares) - 3;
  return { skewness, kurtosis: ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * excess + 6) };
}

/** Throws RangeError unless n is at least 2 and the moments are finite, the variance not negative. */
export function assertSampleMoments({ n, mean, variance }: SampleMoments): void {
  if (!(n >= 2) || !Number.isFinite(mean) || !(variance >= 0) || variance === Infinity) {
    throw new RangeError(
      `a sample of two or more is needed, got n = ${n}, mean ${mean}, variance ${variance}`,
    );
  }
}
