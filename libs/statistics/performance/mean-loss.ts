import { adjustedShape, type Estimate, known, notComputable } from '../inference';
import { fewestScoredOfClass } from './fewest-rows';
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
 * Mean of a loss over the rows with score and label, with the interval of a mean at 95 %, clipped to the loss's range; absent with fewer than 40 rows of a class, whose losses lie
 * in a heap of their own. Not computable when a score is no probability.
 */
export function meanLoss(loss: Loss, counts: ScoreCounts): Estimate {
  const basis = { n: counts.n, method: loss.method };
  if (counts.reason !== null) return notComputable({ ...basis, reason: counts.reason });
  if (!areProbabilities(counts)) return notComputable({ ...basis, reason: 'score_out_of_range' });
  let sum = 0;
  eachRow(counts, loss.of, (cost, rows) => (sum += rows * cost));
  const mean = sum / counts.n;
  let [squares, cubes, fourths] = [0, 0, 0];
  eachRow(counts, loss.of, (cost, rows) => {
    const distance = cost - mean;
    const square = distance * distance;
    squares += rows * square;
    cubes += rows * square * distance;
    fourths += rows * square * square;
  });
  const shape = adjustedShape({ n: counts.n, squares, cubes, fourths });
  const moments = { n: counts.n, mean, variance: squares / (counts.n - 1), ...shape };
  const smaller = Math.min(counts.positiveRows, counts.negativeRows);
  if (smaller < fewestScoredOfClass) return known({ ...basis, value: mean, intervalReason: 'too_few_rows' });
  return known({ ...basis, value: mean, ...intervalOfMean(moments, { range: [0, loss.limit] }) });
}

/** Whether every score lies in [0, 1]. */
export function areProbabilities({ scores }: ScoreCounts): boolean {
  return scores.length === 0 || (scores[0]! >= 0 && scores.at(-1)! <= 1);
}

/** Hands over the loss of the rows of each score and label, and their number. */
function eachRow(
  { scores, positives, negatives }: ScoreCounts,
  loss: Loss['of'],
  visit: (cost: number, rows: number) => void,
): void {
  for (let index = 0; index < scores.length; index += 1) {
    const score = scores[index]!;
    if (positives[index]! > 0) visit(loss(score, true), positives[index]!);
    if (negatives[index]! > 0) visit(loss(score, false), negatives[index]!);
  }
}
