import { studentQuantile } from '../distributions';
import { type Interval } from './estimate';
import { assertSampleMoments, type SampleMoments } from './sample-moments';
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

function around(
  moments: SampleMoments,
  { quantile, confidenceLevel, method }: { quantile: number; confidenceLevel: number; method: string },
): Interval {
  assertSampleMoments(moments);
  const half = quantile * Math.sqrt(moments.variance / moments.n);
  return { lower: moments.mean - half, upper: moments.mean + half, confidenceLevel, method };
}
