import { type Estimate, proportion } from '../inference';
import { type BinningChoice, calibrationBins, tenEqualWidths } from './calibration-bins';
import { areProbabilities } from './mean-loss';
import { type ScoreCounts } from './score-counts';

export interface CalibrationPoint {
  readonly lower: number;
  readonly upper: number;
  readonly n: number;
  readonly meanScore: number;
  /** Share of positives among the rows of the bin, with its Wilson interval. */
  readonly observed: Estimate;
}

/**
 * Reliability curve: mean score and share of positives in each bin that holds rows. No point at all when a score lies
 * outside [0, 1]. Equals scikit-learn's calibration_curve, whose strategies are named uniform and quantile.
 */
export function calibrationCurve(
  counts: ScoreCounts,
  choice: BinningChoice = tenEqualWidths,
): CalibrationPoint[] {
  if (!areProbabilities(counts)) return [];
  return calibrationBins(counts, choice)
    .filter(({ n }) => n > 0)
    .map(({ lower, upper, n, positives, scoreSum }) => ({
      lower,
      upper,
      n,
      meanScore: scoreSum / n,
      observed: proportion(positives, n, 'no_rows'),
    }));
}
