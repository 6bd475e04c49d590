import { type Estimate, known, notComputable, twoSidedZ } from '../inference';
import { scoredRows } from './scored-rows';

/** A loss per row, 0 or more, of the probability given to the positive class. */
export interface Loss {
  readonly method: string;
  readonly of: (probability: number, isPositive: boolean) => number;
  /** Largest possible loss. */
  readonly limit: number;
}

/**
 * Mean of a loss over the rows with score and label, with the normal interval of a mean at 95 %, clipped to the loss's
 * range; absent below two rows. Not computable when a score is no probability.
 */
export function meanLoss(
  loss: Loss,
  scores: ArrayLike<number | null>,
  labels: ArrayLike<boolean | null>,
): Estimate {
  const rows = scoredRows(scores, labels);
  const basis = { n: rows.labels.length, method: loss.method };
  if (rows.reason !== null) return notComputable({ ...basis, reason: rows.reason });
  if (rows.scores.some((score) => score < 0 || score > 1)) {
    return notComputable({ ...basis, reason: 'score_out_of_range' });
  }
  const losses = rows.scores.map((score, row) => loss.of(score, rows.labels[row]!));
  const value = losses.reduce((sum, part) => sum + part, 0) / basis.n;
  if (basis.n < 2) return known({ ...basis, value });
  const variance = losses.reduce((sum, part) => sum + (part - value) ** 2, 0) / (basis.n - 1);
  const confidenceLevel = 0.95;
  const half = twoSidedZ(confidenceLevel) * Math.sqrt(variance / basis.n);
  return known({
    ...basis,
    value,
    interval: {
      lower: Math.max(0, value - half),
      upper: Math.min(loss.limit, value + half),
      confidenceLevel,
      method: 'normal_mean',
    },
  });
}
