import { studentQuantile } from '../distributions';
import { type Interval } from './estimate';
import { assertSampleMoments, type SampleMoments, type ShapedMoments } from './sample-moments';
import { twoSidedZ } from './two-sided-z';

/**
 * Interval of a mean by the normal approximation: mean ± z √(variance / n); for large samples.
 * Throws RangeError unless n ≥ 2, the moments are finite and 0 < confidenceLevel < 1.
 */
export function normalMeanInterval(moments: SampleMoments, confidenceLevel = 0.95): Interval {
  return around(moments, { quantile: twoSidedZ(confidenceLevel), confidenceLevel, method: 'normal_mean' });
}

/**
 * Interval of a mean by Student's t with n − 1 degrees of freedom, exact for normal values: mean ± t √(variance / n).
 * Throws RangeError unless n ≥ 2, the moments are finite and 0 < confidenceLevel < 1.
 */
export function studentInterval(moments: SampleMoments, confidenceLevel = 0.95): Interval {
  if (!(confidenceLevel > 0 && confidenceLevel < 1)) {
    throw new RangeError(`a confidence level between 0 and 1 is needed, got ${confidenceLevel}`);
  }
  assertSampleMoments(moments);
  const quantile = -studentQuantile((1 - confidenceLevel) / 2, moments.n - 1);
  return around(moments, { quantile, confidenceLevel, method: 'student' });
}

/** What is averaged: `pseudo_values` are a jackknife's. */
export type AveragedKind = 'values' | 'squares' | 'pseudo_values';

export interface MeanIntervalOptions {
  /** `values` unless said otherwise. */
  readonly kind?: AveragedKind;
  /** In (0, 1); 0.95 unless said otherwise. */
  readonly confidenceLevel?: number;
}

/**
 * Below `fewest` rows no interval of a mean covers what it says of skewed values and of normal ones alike. A sample
 * understates the shape of squares more, their tails being those of the errors squared; that of pseudo-values less.
 */
const kinds: Record<AveragedKind, { fewest: number; skewness: number; tails: number }> = {
  values: { fewest: 50, skewness: 0.3, tails: 2 },
  squares: { fewest: 100, skewness: 0.6, tails: 2 },
  pseudo_values: { fewest: 100, skewness: 0.3, tails: 1.5 },
};

/** From this many rows on, and up to this much skewness over √n, a correction would change nothing that matters. */
const manyRows = 1000;
const noticeableSkewness = 0.02;

/**
 * Interval of a mean of values of any shape, such as losses; null below 50 rows, of squares and pseudo-values below 100.
 * Hall's, which removes the skewness of the t statistic by a monotone cubic and so reaches further on the side of the long
 * tail, with Student's quantile corrected for what is left, an error of 1 / n times a function of skewness and kurtosis
 * (see `quantileFactor`). Plainly Student's from 1,000 rows on where |skewness| / √n is below 0.02: no switch nearer by, since
 * it would pick Student's for just those samples that miss the tail. `method` says which was used; docs/studies/intervals.md
 * how they cover.
 * Source: Hall, JRSS B 54 (1992), §2. Throws RangeError as `studentInterval` does, and for a shape that is not finite.
 */
export function meanInterval(moments: ShapedMoments, options: MeanIntervalOptions = {}): Interval | null {
  const { kind = 'values', confidenceLevel = 0.95 } = options;
  const student = studentInterval(moments, confidenceLevel);
  const { n, mean, variance, skewness, kurtosis } = moments;
  if (!Number.isFinite(skewness) || !Number.isFinite(kurtosis))
    throw new RangeError(`a finite skewness and kurtosis are needed, got ${skewness} and ${kurtosis}`);
  if (n < kinds[kind].fewest) return null;
  const skew = skewness / Math.sqrt(n);
  if (variance === 0 || (n >= manyRows && Math.abs(skew) < noticeableSkewness)) return student;
  const standardError = Math.sqrt(variance / n);
  const quantile = ((student.upper - mean) / standardError) * quantileFactor(moments, kind);
  const untransformed = (t: number): number =>
    Math.abs(skew) < 1e-6 ? t : (3 / skew) * (Math.cbrt(1 + skew * (t - skew / 6)) - 1);
  return {
    ...student,
    lower: mean - standardError * untransformed(quantile),
    upper: mean - standardError * untransformed(-quantile),
    method: 'student_shape_corrected',
  };
}

/**
 * What is left of the error of Hall's interval is of order 1 / n, grows with the kurtosis κ beyond that of a gamma law of
 * the same skewness γ, 1.5 γ², and falls where κ is below γ², as of values in two heaps (a kurtosis of γ² − 2 is the least
 * there is). The terms are those of the Edgeworth series, their weights chosen by simulation at 95 % over some twenty laws.
 */
function quantileFactor({ n, skewness, kurtosis }: ShapedMoments, kind: AveragedKind): number {
  const weights = kinds[kind];
  const squared = skewness * skewness;
  const heaps = Math.min(0, kurtosis - squared);
  const tails = Math.max(0, kurtosis - 1.5 * squared);
  const correction = 0.5 + weights.skewness * squared + 2.3 * heaps + weights.tails * tails;
  return 1 + Math.max(-0.3, Math.min(0.5, correction / n));
}

function around(
  moments: SampleMoments,
  { quantile, confidenceLevel, method }: { quantile: number; confidenceLevel: number; method: string },
): Interval {
  assertSampleMoments(moments);
  const half = quantile * Math.sqrt(moments.variance / moments.n);
  return { lower: moments.mean - half, upper: moments.mean + half, confidenceLevel, method };
}
