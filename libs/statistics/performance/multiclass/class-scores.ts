import { type ReasonCode } from '../../inference';

/** Labels as indices into the classes (−1 unknown) and one column of scores per class, in the same order. */
export interface ClassScores {
  readonly classes: readonly string[];
  readonly labels: Int32Array;
  readonly scores: readonly Float64Array[];
}

/** The rows that have a label and a finite score for every class. */
export interface ScoredClassRows extends ClassScores {
  readonly n: number;
  readonly unscored: number;
  readonly unlabelled: number;
  readonly reason: ReasonCode | null;
}

/**
 * Leaves out rows without label or without a finite score for every class, and counts them. Throws RangeError unless
 * there is one list of scores per class, as long as the labels.
 */
export function scoredClassRows({ classes, labels, scores }: ClassScores): ScoredClassRows {
  if (scores.length !== classes.length || scores.some(({ length }) => length !== labels.length)) {
    throw new RangeError(`${classes.length} classes need as many lists of ${labels.length} scores`);
  }
  const rows = new Int32Array(labels.length);
  let n = 0;
  let unscored = 0;
  for (let row = 0; row < labels.length; row += 1) {
    if (!hasAllScores(scores, row)) unscored += 1;
    else if (labels[row]! >= 0) rows[n++] = row;
  }
  const kept = rows.subarray(0, n);
  const allUnlabelled = labels.every((label) => label < 0);
  const empty = unscored === labels.length ? 'no_scores' : allUnlabelled ? 'no_labels' : 'no_rows';
  return {
    classes,
    labels: new Int32Array(n).map((_, at) => labels[kept[at]!]!),
    scores: scores.map((column) => new Float64Array(n).map((_, at) => column[kept[at]!]!)),
    n,
    unscored,
    unlabelled: labels.length - unscored - n,
    reason: n > 0 ? null : labels.length === 0 ? 'no_rows' : empty,
  };
}

function hasAllScores(scores: readonly Float64Array[], row: number): boolean {
  for (const column of scores) if (!Number.isFinite(column[row]!)) return false;
  return true;
}
