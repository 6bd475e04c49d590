import { type BinnedScores, type GroupHistogram, scoreBins } from './audit-counts';
import { inMillionths, scoreBin } from './score-bin';

/** Counts scores by label and bin. */
export class HistogramTally {
  private readonly rows = new Float64Array(3 * scoreBins);
  private readonly millionths = new Float64Array(3 * scoreBins);

  /** @param score in [0, 1] */
  add(actual: boolean | null, score: number): void {
    const side = actual === null ? 2 : actual ? 0 : 1;
    const place = side * scoreBins + scoreBin(score);
    this.rows[place]! += 1;
    this.millionths[place]! += inMillionths(score);
  }

  addAll({ rows, millionths }: HistogramTally): void {
    for (let place = 0; place < rows.length; place += 1) {
      this.rows[place]! += rows[place]!;
      this.millionths[place]! += millionths[place]!;
    }
  }

  counts(): GroupHistogram {
    const side = (at: number): BinnedScores => ({
      counts: [...this.rows.subarray(at * scoreBins, (at + 1) * scoreBins)],
      millionths: [...this.millionths.subarray(at * scoreBins, (at + 1) * scoreBins)],
    });
    return { positive: side(0), negative: side(1), unlabelled: side(2) };
  }
}
