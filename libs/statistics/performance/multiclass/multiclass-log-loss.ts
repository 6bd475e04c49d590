import { type Estimate, known, notComputable } from '../../inference';
import { clippedLogLoss, largestLogLoss } from '../log-loss';
import { meanWithInterval } from '../mean-with-interval';
import { type ScoredClassRows } from './class-scores';

/** How far the probabilities of a row may be from adding up to 1, since files hold rounded ones. */
const tolerance = 0.01;

/**
 * Logarithmic loss of several classes: mean of −ln of the probability given to the class that happened, in nats, clipped
 * at 2⁻⁵² as in scikit-learn's log_loss. Not computable when a score lies outside [0, 1] or those of a row are further
 * than 0.01 from adding up to 1 (scikit-learn warns).
 */
export function multiclassLogLoss(rows: ScoredClassRows): Estimate {
  const basis = { n: rows.n, method: 'log_loss_clipped' };
  if (rows.reason !== null) return notComputable({ ...basis, reason: rows.reason });
  if (!areDistributions(rows)) return notComputable({ ...basis, reason: 'score_out_of_range' });
  const losses = new Float64Array(rows.n).map((_, row) =>
    clippedLogLoss(rows.scores[rows.labels[row]!]![row]!),
  );
  return known({ ...basis, ...meanWithInterval(losses, { range: [0, largestLogLoss] }) });
}

function areDistributions({ scores, n }: ScoredClassRows): boolean {
  const sums = new Float64Array(n);
  for (const column of scores) {
    for (let row = 0; row < n; row += 1) {
      const score = column[row]!;
      if (score < 0 || score > 1) return false;
      sums[row]! += score;
    }
  }
  return sums.every((sum) => Math.abs(sum - 1) <= tolerance);
}
