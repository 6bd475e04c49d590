import { type BinnedScores, type GroupHistogram, scoreBins } from './audit-counts';
import { inMillionths, scoreBin } from './score-bin';

/** Where a scored row falls in a histogram. */
export interface BinnedRow {
  /** 0 positive, 1 negative, 2 unlabelled, each times the number of bins, plus the bin. */
  readonly place: number;
  readonly millionths: number;
}

/** @param score in [0, 1] */
export function binnedRow(actual: boolean | null, score: number): BinnedRow {
  const side = actual === null ? 2 : actual ? 0 : 1;
  return { place: side * scoreBins + scoreBin(score), millionths: inMillionths(score) };
}

/** Counts the scores of one group. */
export class HistogramTally {
  private readonly rows = new Float64Array(3 * scoreBins);
  private readonly millionths = new Float64Array(3 * scoreBins);

  add({ place, millionths }: BinnedRow): void {
    this.rows[place]! += 1;
    this.millionths[place]! += millionths;
  }

  counts(): GroupHistogram {
    const side = (at: number): BinnedScores => ({
      counts: [...this.rows.subarray(at * scoreBins, (at + 1) * scoreBins)],
      millionths: [...this.millionths.subarray(at * scoreBins, (at + 1) * scoreBins)],
    });
    return { positive: side(0), negative: side(1), unlabelled: side(2) };
  }
}
