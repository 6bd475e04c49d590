import { type Estimate, known, notComputable } from '../inference';
import { type BinningChoice, type CalibrationBin, calibrationBins, tenEqualWidths } from './calibration-bins';
import { areProbabilities } from './mean-loss';
import { normalInterval } from './normal-interval';
import { type ScoreCounts } from './score-counts';

/**
 * Expected calibration error: over bins of the score, the mean distance between the mean score and the share of
 * positives, weighted by the rows of the bin; in [0, 1]. Ten bins of equal width unless told otherwise; the method says
 * which. It is biased upwards: noise alone keeps it above 0, the more so the fewer rows a bin holds.
 * The interval takes each bin's direction as given, which makes the error a plain mean over rows; so near 0 it is too
 * narrow. Not computable when a score lies outside [0, 1].
 * Source: Naeini, Cooper and Hauskrecht, AAAI (2015); Guo et al., ICML (2017).
 */
export function expectedCalibrationError(counts: ScoreCounts, choice = tenEqualWidths): Estimate {
  const basis = { n: counts.n, method: methodOf(choice) };
  if (counts.reason !== null) return notComputable({ ...basis, reason: counts.reason });
  if (!areProbabilities(counts)) return notComputable({ ...basis, reason: 'score_out_of_range' });
  const bins = calibrationBins(counts, choice);
  const value = bins.reduce((sum, bin) => sum + Math.abs(gapOf(bin)), 0) / counts.n;
  const variance = meanSquare(counts, bins) - value * value;
  const standardError = Math.sqrt(Math.max(0, variance) / (counts.n - 1));
  return known({
    ...basis,
    value,
    ...normalInterval({ value, standardError, range: [0, 1], method: 'normal_mean_of_signed_gaps' }),
  });
}

function methodOf({ strategy, bins }: BinningChoice): string {
  return `ece_${bins}_${strategy}_bins`;
}

function gapOf({ positives, scoreSum }: CalibrationBin): number {
  return positives - scoreSum;
}

/** Mean over the rows of (label − score)², leaving out the bins whose gap is 0. */
function meanSquare({ scores, positives, negatives, n }: ScoreCounts, bins: CalibrationBin[]): number {
  let index = 0;
  let sum = 0;
  for (const bin of bins) {
    for (let rows = 0; rows < bin.n; index += 1) {
      const score = scores[index]!;
      rows += positives[index]! + negatives[index]!;
      if (gapOf(bin) !== 0) sum += positives[index]! * (1 - score) ** 2 + negatives[index]! * score ** 2;
    }
  }
  return sum / n;
}
