import { type ScoreTails } from '@countersign/statistics/fairness-evidence';

/** Bins [low, high) whose cases go to people; none where the two are equal. */
export interface ScoreBand {
  readonly low: number;
  readonly high: number;
}

/** Rows of a group in a band, by label. */
export interface BandRows {
  readonly positives: number;
  readonly negatives: number;
  readonly unlabelled: number;
}

/** Rows from one bin up to another. */
export function rowsIn({ positives, negatives, unlabelled }: ScoreTails, { low, high }: ScoreBand): BandRows {
  const between = (tail: Float64Array) => (tail[low] ?? 0) - (tail[high] ?? 0);
  return {
    positives: between(positives),
    negatives: between(negatives),
    unlabelled: between(unlabelled),
  };
}

export function bandSize({ positives, negatives, unlabelled }: BandRows): number {
  return positives + negatives + unlabelled;
}

/** The tails of what is left when the rows of a band are taken out: the same bins, those of the band empty. */
export function tailsWithout(tails: ScoreTails, band: ScoreBand): ScoreTails {
  const without = (tail: Float64Array) =>
    tail.map((count, bin) => {
      const taken = (tail[Math.max(bin, band.low)] ?? 0) - (tail[Math.max(bin, band.high)] ?? 0);
      return count - taken;
    });
  return {
    group: tails.group,
    positives: without(tails.positives),
    negatives: without(tails.negatives),
    unlabelled: without(tails.unlabelled),
  };
}
