import { type Interval } from '../inference';

export interface ConfidenceSequenceOptions {
  /** Chance that the sequence ever misses the mean; 0.05 unless said otherwise. */
  readonly alpha?: number;
  /** Observations at which the sequence shall be about narrowest; 1,000 unless said otherwise. */
  readonly tightestAt?: number;
}

/**
 * An interval for the mean of independent values in [0, 1] that holds after every observation at once: whoever looks after
 * each of them, for ever, sees the mean outside with a chance of at most alpha. Robbins' normal mixture for values whose
 * standard deviation is at most ½: mean ± ½ √(2 (nρ² + 1) / (n²ρ²) · ln(√(nρ² + 1) / α)), clipped to [0, 1].
 * Source: Waudby-Smith et al., "Time-uniform central limit theory and asymptotic confidence sequences" (arXiv 2103.06476),
 * whose rule for ρ is used. Throws RangeError unless n ≥ 1, 0 ≤ mean ≤ 1, 0 < alpha < 1 and tightestAt ≥ 1.
 */
export function meanConfidenceSequence(
  { n, mean }: { readonly n: number; readonly mean: number },
  { alpha = 0.05, tightestAt = 1000 }: ConfidenceSequenceOptions = {},
): Interval {
  if (!(n >= 1) || !(mean >= 0 && mean <= 1) || !(alpha > 0 && alpha < 1) || !(tightestAt >= 1)) {
    throw new RangeError(
      `n >= 1, a mean in [0, 1], 0 < alpha < 1 and tightestAt >= 1 are needed, got ${n}, ${mean}, ${alpha}, ${tightestAt}`,
    );
  }
  const rhoSquared = (-2 * Math.log(alpha) + Math.log(-2 * Math.log(alpha) + 1)) / tightestAt;
  const spread = n * rhoSquared + 1;
  const half = 0.5 * Math.sqrt(((2 * spread) / (n * n * rhoSquared)) * Math.log(Math.sqrt(spread) / alpha));
  return {
    lower: Math.max(0, mean - half),
    upper: Math.min(1, mean + half),
    confidenceLevel: 1 - alpha,
    method: 'normal_mixture_confidence_sequence',
  };
}
