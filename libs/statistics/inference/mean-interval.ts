import { studentQuantile } from '../distributions';
import { type Interval } from './estimate';
import { assertSampleMoments, type SampleMoments, type SkewedMoments } from './sample-moments';
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

/** Up to this much skewness over √n Student's interval covers 94 to 96 of 100. */
const noticeableSkewness = 0.1;

/**
 * Interval of a mean of values that may be skewed, such as losses: Student's where |skewness| / √n is below 0.1, otherwise
 * Hall's, which removes the skewness of the t statistic by a monotone cubic and so reaches further on the side of the long
 * tail. Its quantiles are Student's, not the normal ones, which are too near for small n. `method` says which was used.
 * Source: Hall, JRSS B 54 (1992), §2. Throws RangeError as `studentInterval` does, and for a skewness that is not finite.
 */
export function meanInterval(moments: SkewedMoments, confidenceLevel = 0.95): Interval {
  const student = studentInterval(moments, confidenceLevel);
  const { n, mean, variance, skewness } = moments;
  if (!Number.isFinite(skewness)) throw new RangeError(`a finite skewness is needed, got ${skewness}`);
  const skew = skewness / Math.sqrt(n);
  if (Math.abs(skew) < noticeableSkewness || variance === 0) return student;
  const standardError = Math.sqrt(variance / n);
  const quantile = (student.upper - mean) / standardError;
  const untransformed = (t: number): number => (3 / skew) * (Math.cbrt(1 + skew * (t - skew / 6)) - 1);
  return {
    ...student,
    lower: mean - standardError * untransformed(quantile),
    upper: mean - standardError * untransformed(-quantile),
    method: 'student_skewness_corrected',
  };
}

function around(
  moments: SampleMoments,
  { quantile, confidenceLevel, method }: { quantile: number; confidenceLevel: number; method: string },
): Interval {
  assertSampleMoments(moments);
  const half = quantile * Math.sqrt(moments.variance / moments.n);
  return { lower: moments.mean - half, upper: moments.mean + half, confidenceLevel, method };
}
