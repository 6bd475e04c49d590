import { ascendingOrder } from '../ordering';
import { type BinaryRows } from './binary-rows';

/** Labelled rows counted by score, scores strictly ascending: enough for every curve, in any resample. */
export interface ScoredOutcomes {
  readonly scores: Float64Array;
  /** Labelled rows at each score. */
  readonly counts: Uint32Array;
  /** Positive ones among them. */
  readonly positives: Uint32Array;
}

/** The labelled, scored rows themselves, by group of equal score. */
export interface LabelledGroups {
  readonly scores: Float64Array;
  /** Twice the place of each row's score, and one more where the row is positive. */
  readonly cellOf: Uint32Array;
  /** How many rows each cell has. */
  readonly cells: Uint32Array;
  readonly labels: Uint8Array;
}

const noGroups: LabelledGroups = {
  scores: new Float64Array(0),
  cellOf: new Uint32Array(0),
  cells: new Uint32Array(0),
  labels: new Uint8Array(0),
};

/**
 * Groups the rows that carry both a score and a label, in the order of the rows. Scores one unit in the last place apart
 * are two, as in scikit-learn's curves; only the isotonic line takes them for one. `order` are the row numbers by ascending
 * score, without rows that have none. O(n).
 */
export function labelledGroups(
  { scores, labels }: Omit<BinaryRows, 'predictions'>,
  order = ascendingOrder(scores),
): LabelledGroups {
  if (labels.every((label) => label < 0)) return noGroups;
  const distinct = new Float64Array(order.length);
  const cellOfRow = new Int32Array(scores.length).fill(-1);
  const cells = new Uint32Array(2 * order.length);
  let groups = 0;
  for (let at = 0; at < order.length; at += 1) {
    const row = order[at]!;
    if (labels[row]! < 0) continue;
    const score = scores[row]!;
    if (groups === 0 || score !== distinct[groups - 1]!) {
      distinct[groups] = score;
      groups += 1;
    }
    const cell = 2 * (groups - 1) + labels[row]!;
    cells[cell]! += 1;
    cellOfRow[row] = cell;
  }
  const cellOf = new Uint32Array(order.length);
  const kept = new Uint8Array(order.length);
  let n = 0;
  for (let row = 0; row < scores.length; row += 1) {
    const cell = cellOfRow[row]!;
    if (cell < 0) continue;
    cellOf[n] = cell;
    kept[n] = cell & 1;
    n += 1;
  }
  return {
    scores: distinct.slice(0, groups),
    cellOf: cellOf.subarray(0, n),
    cells: cells.subarray(0, 2 * groups),
    labels: kept.subarray(0, n),
  };
}

/** Counts the given rows (all when none are given) by score; a row given twice counts twice. O(rows + scores). */
export function countOutcomes(groups: LabelledGroups, rows?: Uint32Array): ScoredOutcomes {
  const { scores } = groups;
  const cells = rows === undefined ? groups.cells : cellsOf(groups, rows);
  const counts = new Uint32Array(scores.length);
  const positives = new Uint32Array(scores.length);
  for (let at = 0; at < scores.length; at += 1) {
    positives[at] = cells[2 * at + 1]!;
    counts[at] = cells[2 * at]! + positives[at]!;
  }
  return { scores, counts, positives };
}

function cellsOf({ scores, cellOf }: LabelledGroups, rows: Uint32Array): Uint32Array {
  const cells = new Uint32Array(2 * scores.length);
  for (let at = 0; at < rows.length; at += 1) cells[cellOf[rows[at]!]!]! += 1;
  return cells;
}

/** How many rows there are of each class. */
export function classCounts({ counts, positives }: ScoredOutcomes): { positive: number; negative: number } {
  let all = 0;
  let positive = 0;
  for (let at = 0; at < counts.length; at += 1) {
    all += counts[at]!;
    positive += positives[at]!;
  }
  return { positive, negative: all - positive };
}
