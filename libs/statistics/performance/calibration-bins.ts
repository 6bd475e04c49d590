import { type ScoreCounts } from './score-counts';

/** How scores are cut into bins: of equal width on [0, 1], or at quantiles of the scores. */
export interface BinningChoice {
  readonly strategy: 'equal_width' | 'equal_count';
  readonly bins: number;
}

export const tenEqualWidths: BinningChoice = { strategy: 'equal_width', bins: 10 };

/** Rows whose score lies above `lower` (the lowest bin holds its lower edge, too) and not above `upper`. */
export interface CalibrationBin {
  readonly lower: number;
  readonly upper: number;
  readonly n: number;
  readonly positives: number;
  readonly scoreSum: number;
}

/**
 * Cuts probabilities into bins, empty ones included. Equal counts are cut at the quantiles i / bins by linear
 * interpolation, so ties may leave a bin empty. A score on an edge belongs to the bin below it. All this is as in
 * scikit-learn's calibration_curve. Throws RangeError unless the number of bins is an integer of 1 or more.
 */
export function calibrationBins(counts: ScoreCounts, { strategy, bins }: BinningChoice): CalibrationBin[] {
  if (!Number.isInteger(bins) || bins < 1) throw new RangeError(`a number of bins is 1 or more, got ${bins}`);
  const edges = Array.from({ length: bins + 1 }, (_, at) => (at === bins ? 1 : at * (1 / bins)));
  const limits = strategy === 'equal_width' ? edges : quantilesOf(counts, edges);
  let index = 0;
  return limits.slice(1).map((upper, bin) => {
    const isLast = bin === bins - 1;
    let n = 0;
    let positives = 0;
    let scoreSum = 0;
    for (; index < counts.scores.length && (isLast || counts.scores[index]! <= upper); index += 1) {
      const rows = counts.positives[index]! + counts.negatives[index]!;
      n += rows;
      positives += counts.positives[index]!;
      scoreSum += rows * counts.scores[index]!;
    }
    return { lower: limits[bin]!, upper, n, positives, scoreSum };
  });
}

/** Quantiles by linear interpolation between order statistics (type 7), the shares ascending. */
function quantilesOf({ scores, positives, negatives, n }: ScoreCounts, shares: readonly number[]): number[] {
  if (n === 0) return shares.map(() => 0);
  let index = 0;
  let rowsUpTo = positives[0]! + negatives[0]!;
  return shares.map((share) => {
    const position = (n - 1) * share;
    const below = Math.floor(position);
    while (rowsUpTo <= below) {
      index += 1;
      rowsUpTo += positives[index]! + negatives[index]!;
    }
    const low = scores[index]!;
    const high = rowsUpTo <= below + 1 && index + 1 < scores.length ? scores[index + 1]! : low;
    return low + (high - low) * (position - below);
  });
}
