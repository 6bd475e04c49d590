import { known, notComputable } from '../inference';
import { type BinnedEstimate } from './binned-roc-auc';
import { type ScoreHistogram } from './outcome-profile';

/** The labelled rows of one bin of scores. */
export interface CalibrationBin {
  readonly lower: number;
  readonly upper: number;
  readonly n: number;
  readonly positives: number;
}

export interface BinnedCalibration {
  /** Bins that hold a labelled row, by ascending score. */
  readonly bins: readonly CalibrationBin[];
  /** Expected calibration error: mean distance, over the rows, of a bin's score to its share of positives. */
  readonly error: BinnedEstimate;
}

const method = 'ece_binned';

/**
 * Calibration of probabilities from their histogram. A bin's mean score is not kept: its middle stands for it, at most
 * half a width away, so the calibration error over the same bins lies within the mean half width, the stated bound.
 * Rows without score or label take no part. Throws RangeError when an edge lies outside (0, 1) or the counts do not fit.
 */
export function binnedCalibration(scores: ScoreHistogram, edges: readonly number[]): BinnedCalibration {
  const { positive, negative } = scores;
  if (positive.length !== edges.length + 1)
    throw new RangeError(`${edges.length} edges need ${edges.length + 1} counts, got ${positive.length}`);
  const outside = edges.find((edge) => edge <= 0 || edge >= 1);
  if (outside !== undefined) throw new RangeError(`edges of probabilities lie in (0, 1), got ${outside}`);
  const bins = positive
    .map((positives, bin) => ({
      lower: edges[bin - 1] ?? 0,
      upper: edges[bin] ?? 1,
      n: positives + negative[bin]!,
      positives,
    }))
    .filter(({ n }) => n > 0);
  return { bins, error: calibrationError(bins) };
}

function calibrationError(bins: readonly CalibrationBin[]): BinnedEstimate {
  const n = bins.reduce((sum, bin) => sum + bin.n, 0);
  if (n === 0) return { estimate: notComputable({ n, method, reason: 'no_rows' }), errorBound: null };
  let [value, errorBound] = [0, 0];
  for (const { lower, upper, n: rows, positives } of bins) {
    value += (rows / n) * Math.abs(positives / rows - (lower + upper) / 2);
    errorBound += ((rows / n) * (upper - lower)) / 2;
  }
  return { estimate: known({ value, n, method }), errorBound };
}
