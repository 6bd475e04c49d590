import { type OutcomeCounts } from '../fairness';

/** Rows of one group by score bin, ascending: positives and negatives by label, and those without label where there are any. */
export interface GroupScores {
  readonly group: readonly string[];
  readonly positives: ArrayLike<number>;
  readonly negatives: ArrayLike<number>;
  readonly unlabelled?: ArrayLike<number>;
}

/** Rows of one group whose score lies in a bin or above it, by label; the first element counts all. */
export interface ScoreTails {
  readonly group: readonly string[];
  readonly positives: Float64Array;
  readonly negatives: Float64Array;
  readonly unlabelled: Float64Array;
}

/**
 * How many rows every lower bin edge would select as the threshold. One pass, O(bins): whatever is asked of a threshold
 * afterwards needs no histogram.
 * Throws RangeError when a histogram has not that many bins or a count is negative.
 */
export function scoreTails(
  { group, positives, negatives, unlabelled }: GroupScores,
  bins: number,
): ScoreTails {
  return {
    group,
    positives: atLeast(positives, bins),
    negatives: atLeast(negatives, bins),
    unlabelled: unlabelled === undefined ? new Float64Array(bins) : atLeast(unlabelled, bins),
  };
}

/** Rows in this bin or above. */
function atLeast(counts: ArrayLike<number>, bins: number): Float64Array {
  if (counts.length !== bins) throw new RangeError(`${bins} bins are needed, got ${counts.length}`);
  const sums = new Float64Array(bins);
  let sum = 0;
  for (let bin = bins - 1; bin >= 0; bin -= 1) {
    if (!(counts[bin]! >= 0)) throw new RangeError(`a count is needed, got ${counts[bin]}`);
    sum += counts[bin]!;
    sums[bin] = sum;
  }
  return sums;
}

/** The outcomes of a group if every score from the lower edge of a bin on were predicted positive. Throws RangeError for no bin. */
export function outcomesAt({ positives, negatives, unlabelled }: ScoreTails, bin: number): OutcomeCounts {
  const [tp, fp, unlabelledPositive] = [positives[bin], negatives[bin], unlabelled[bin]];
  if (tp === undefined || fp === undefined || unlabelledPositive === undefined) {
    throw new RangeError(`there is no bin ${bin}`);
  }
  return {
    ...{ tp, fp, fn: positives[0]! - tp, tn: negatives[0]! - fp },
    ...{ unlabelledPositive, unlabelledNegative: unlabelled[0]! - unlabelledPositive },
  };
}
