import { adjustedSkewness, type Estimate, known, notComputable } from '../inference';
import { intervalOfMean } from './mean-with-interval';
import { type ScoreCounts } from './score-counts';

/** A loss per row, 0 or more, of the probability given to the positive class. */
export interface Loss {
  readonly method: string;
  readonly of: (probability: number, isPositive: boolean) => number;
  /** Largest possible loss. */
  readonly limit: number;
}

/**
 * Mean of a loss over the rows with score and label, with the interval of a mean at 95 %, clipped to the loss's range; absent below two rows. Not computable when a score is no probability.
 */
export function meanLoss(loss: Loss, counts: ScoreCounts): Estimate {
  const basis = { n: counts.n, method: loss.method };
  if (counts.reason !== null) return notComputable({ ...basis, reason: counts.reason });
  if (!areProbabilities(counts)) return notComputable({ ...basis, reason: 'score_out_of_range' });
  const mean = sumOver(counts, loss.of) / counts.n;
  const power = (exponent: number): number =>
    sumOver(counts, (score, isPositive) => (loss.of(score, isPositive) - mean) ** exponent);
  const squares = power(2);
  const moments = {
    n: counts.n,
    mean,
    variance: squares / (counts.n - 1),
    skewness: adjustedSkewness(counts.n, squares, power(3)),
  };
  return known({ ...basis, value: mean, ...intervalOfMean(moments, [0, loss.limit]) });
}

/** Whether every score lies in [0, 1]. */
export function areProbabilities({ scores }: ScoreCounts): boolean {
  return scores.length === 0 || (scores[0]! >= 0 && scores.at(-1)! <= 1);
}

function sumOver({ scores, positives, negatives }: ScoreCounts, part: Loss['of']): number {
  let sum = 0;
  for (let index = 0; index < scores.length; index += 1) {
    const score = scores[index]!;
    if (positives[index]! > 0) sum += positives[index]! * part(score, true);
    if (negatives[index]! > 0) sum += negatives[index]! * part(score, false);
  }
  return sum;
}
