import { type ReasonCode } from '../inference';

/** The rows that carry both a score and a label. */
export interface ScoredRows {
  readonly scores: Float64Array;
  readonly labels: readonly boolean[];
  /** Why there is no such row; null when there is one. */
  readonly reason: ReasonCode | null;
}

/** Leaves out rows without score (null or NaN) or without label. Throws RangeError when the lists differ in length. */
export function scoredRows(scores: ArrayLike<number | null>, labels: ArrayLike<boolean | null>): ScoredRows {
  if (scores.length !== labels.length) {
    throw new RangeError(`${scores.length} scores do not pair with ${labels.length} labels`);
  }
  const keptScores = new Float64Array(scores.length);
  const keptLabels: boolean[] = [];
  let someScore = false;
  let someLabel = false;
  for (let row = 0; row < scores.length; row += 1) {
    const score = scores[row];
    const label = labels[row];
    const hasScore = score != null && !Number.isNaN(score);
    someScore ||= hasScore;
    someLabel ||= label != null;
    if (!hasScore || label == null) continue;
    keptScores[keptLabels.length] = score;
    keptLabels.push(label);
  }
  const usable = { scores: keptScores.slice(0, keptLabels.length), labels: keptLabels };
  if (keptLabels.length > 0) return { ...usable, reason: null };
  if (scores.length > 0 && !someScore) return { ...usable, reason: 'no_scores' };
  return { ...usable, reason: scores.length > 0 && !someLabel ? 'no_labels' : 'no_rows' };
}
