import { type ReasonCode } from '../inference';
import { sortFinite } from '../profile';

/**
 * Scores with labels, counted by distinct score: all that the metrics and curves of a binary score need, whatever the
 * order of the rows.
 */
export interface ScoreCounts {
  /** Distinct scores, ascending. */
  readonly scores: Float64Array;
  /** Rows of the positive class at each score. */
  readonly positives: Float64Array;
  /** Rows of the negative class at each score. */
  readonly negatives: Float64Array;
  readonly positiveRows: number;
  readonly negativeRows: number;
  /** Rows with score and label. */
  readonly n: number;
  /** Rows left out for want of a score: missing, NaN or infinite. */
  readonly unscored: number;
  /** Rows left out that have a score and no label. */
  readonly unlabelled: number;
  /** Why no row is left; null when one is. */
  readonly reason: ReasonCode | null;
}

/**
 * Counts rows by score and label. A score that is not finite and a label other than 1 (positive) or 0 (negative) are
 * unknown: such rows are left out and counted. Throws RangeError when the lists differ in length. O(n).
 * @example scoreCounts(Float64Array.of(0.2, 0.9, 0.2), Int8Array.of(0, 1, 1)) // scores .2, .9; positives 1, 1
 */
export function scoreCounts(scores: Float64Array, labels: Int8Array): ScoreCounts {
  if (scores.length !== labels.length) {
    throw new RangeError(`${scores.length} scores do not pair with ${labels.length} labels`);
  }
  const { positive, negative, unscored, unlabelled } = splitByLabel(scores, labels);
  const n = positive.length + negative.length;
  return {
    ...mergeDistinct(sortFinite(positive), sortFinite(negative)),
    positiveRows: positive.length,
    negativeRows: negative.length,
    n,
    unscored,
    unlabelled,
    reason: n > 0 ? null : whyEmpty(scores.length, unscored, labels),
  };
}

function splitByLabel(scores: Float64Array, labels: Int8Array) {
  const positive = new Float64Array(scores.length);
  const negative = new Float64Array(scores.length);
  let positives = 0;
  let negatives = 0;
  let unscored = 0;
  for (let row = 0; row < scores.length; row += 1) {
    // Adding 0 makes one value of −0 and 0.
    const score = scores[row]! + 0;
    if (!Number.isFinite(score)) unscored += 1;
    else if (labels[row] === 1) positive[positives++] = score;
    else if (labels[row] === 0) negative[negatives++] = score;
  }
  return {
    positive: positive.subarray(0, positives),
    negative: negative.subarray(0, negatives),
    unscored,
    unlabelled: scores.length - unscored - positives - negatives,
  };
}

function mergeDistinct(
  positive: Float64Array,
  negative: Float64Array,
): Pick<ScoreCounts, 'scores' | 'positives' | 'negatives'> {
  const most = positive.length + negative.length;
  const scores = new Float64Array(most);
  const positives = new Float64Array(most);
  const negatives = new Float64Array(most);
  let count = 0;
  let p = 0;
  let q = 0;
  while (p < positive.length || q < negative.length) {
    const score = q === negative.length || positive[p]! < negative[q]! ? positive[p]! : negative[q]!;
    const fromP = p;
    const fromQ = q;
    while (positive[p] === score) p += 1;
    while (negative[q] === score) q += 1;
    scores[count] = score;
    positives[count] = p - fromP;
    negatives[count] = q - fromQ;
    count += 1;
  }
  return {
    scores: scores.slice(0, count),
    positives: positives.slice(0, count),
    negatives: negatives.slice(0, count),
  };
}

function whyEmpty(rows: number, unscored: number, labels: Int8Array): ReasonCode {
  if (rows > 0 && unscored === rows) return 'no_scores';
  const someLabel = labels.some((label) => label === 0 || label === 1);
  return rows > 0 && !someLabel ? 'no_labels' : 'no_rows';
}
