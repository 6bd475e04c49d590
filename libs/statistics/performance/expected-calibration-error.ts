import { type Estimate, known, notComputable } from '../inference';
import { type BinningChoice, type CalibrationBin, calibrationBins, tenEqualWidths } from './calibration-bins';
import { areProbabilities } from './mean-loss';
import { normalInterval } from './normal-interval';
import { type ScoreCounts } from './score-counts';

/**
 * Expected calibration error: over bins of the score, the mean distance between the mean score and the share of
 * positives, weighted by the rows of the bin; in [0, 1]. Ten bins of equal width unless told otherwise; the method says
 * which. It is biased upwards: noise alone keeps it above 0, the more so the fewer rows a bin holds.
 * The interval takes each bin's direction as given, which makes the error a plain mean over rows. It is absent with fewer
 * than 50 rows a bin on average, where the errors that stand out are overestimates, and unless the error is at least twice what noise alone would make of perfectly calibrated scores, √(2/π) Σ √(Σ s(1 − s)) / n: below
 * that the direction of a bin is anybody's guess, and such an interval would cover next to nothing.
 * Not computable when a score lies outside [0, 1].
 * Source: Naeini, Cooper and Hauskrecht, AAAI (2015); Guo et al., ICML (2017).
 */
export function expectedCalibrationError(counts: ScoreCounts, choice = tenEqualWidths): Estimate {
  const basis = { n: counts.n, method: methodOf(choice) };
  if (counts.reason !== null) return notComputable({ ...basis, reason: counts.reason });
  if (!areProbabilities(counts)) return notComputable({ ...basis, reason: 'score_out_of_range' });
  const bins = calibrationBins(counts, choice);
  const value = bins.reduce((sum, bin) => sum + Math.abs(gapOf(bin)), 0) / counts.n;
  if (counts.n < 50 * bins.length || value < 2 * noiseOf(counts, bins)) return known({ ...basis, value });
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

/** The error that perfectly calibrated scores would show on average, each bin's gap being near normal. */
function noiseOf(counts: ScoreCounts, bins: CalibrationBin[]): number {
  const deviations = sumsByBin(counts, bins, (score) => [score * (1 - score), score * (1 - score)]);
  const total = deviations.reduce((sum, variance) => sum + Math.sqrt(variance), 0);
  return (Math.sqrt(2 / Math.PI) * total) / counts.n;
}

/** Mean over the rows of (label − score)², leaving out the bins whose gap is 0. */
function meanSquare(counts: ScoreCounts, bins: CalibrationBin[]): number {
  const squares = sumsByBin(counts, bins, (score) => [(1 - score) ** 2, score ** 2]);
  return squares.reduce((sum, square, bin) => (gapOf(bins[bin]!) === 0 ? sum : sum + square), 0) / counts.n;
}

/** Sum over the rows of each bin, of what a positive and a negative row of a score give. */
function sumsByBin(
  { scores, positives, negatives }: ScoreCounts,
  bins: CalibrationBin[],
  give: (score: number) => readonly [positive: number, negative: number],
): number[] {
  let index = 0;
  return bins.map((bin) => {
    let sum = 0;
    for (let rows = 0; rows < bin.n; index += 1) {
      const [positive, negative] = give(scores[index]!);
      rows += positives[index]! + negatives[index]!;
      sum += positives[index]! * positive + negatives[index]! * negative;
    }
    return sum;
  });
}
