import { ascendingOrder } from '../ordering';
import { type BinaryRows } from './binary-rows';

/** Labelled rows counted by score, scores strictly ascending: enough for every curve, in any resample. */
export interface ScoredOutcomes {
  readonly scores: Float64Array;
  /** Labelled rows at each score. */
  readonly counts: Float64Array;
  /** Positive ones among them. */
  readonly positives: Float64Array;
}

/** The labelled, scored rows themselves, by group of equal score. */
export interface LabelledGroups {
  readonly scores: Float64Array;
  readonly groupOf: Uint32Array;
  readonly labels: Uint8Array;
}

/** scikit-learn's `np.finfo(float64).resolution`: scores closer than this to the first of a group join it. */
const RESOLUTION = 1e-15;

/**
 * Groups the rows that carry both a score and a label, in the order of the rows. `order` are the row numbers by ascending
 * score, without rows that have none. O(n).
 */
export function labelledGroups(
  { scores, labels }: Omit<BinaryRows, 'predictions'>,
  order = ascendingOrder(scores),
): LabelledGroups {
  const distinct = new Float64Array(order.length);
  const groupOfRow = new Int32Array(scores.length).fill(-1);
  let groups = 0;
  for (let at = 0; at < order.length; at += 1) {
    const row = order[at]!;
    if (labels[row]! < 0) continue;
    const score = scores[row]!;
    if (groups === 0 || !(score - distinct[groups - 1]! < RESOLUTION)) {
      distinct[groups] = score;
      groups += 1;
    }
    groupOfRow[row] = groups - 1;
  }
  const groupOf = new Uint32Array(order.length);
  const kept = new Uint8Array(order.length);
  let n = 0;
  for (let row = 0; row < scores.length; row += 1) {
    if (groupOfRow[row]! < 0) continue;
    groupOf[n] = groupOfRow[row]!;
    kept[n] = labels[row]!;
    n += 1;
  }
  return { scores: distinct.slice(0, groups), groupOf: groupOf.subarray(0, n), labels: kept.subarray(0, n) };
}

/** Counts the given rows (all when none are given) by score; a row given twice counts twice. O(rows + scores). */
export function countOutcomes(groups: LabelledGroups, rows?: Uint32Array): ScoredOutcomes {
  const { scores, groupOf, labels } = groups;
  const counts = new Float64Array(scores.length);
  const positives = new Float64Array(scores.length);
  const n = rows?.length ?? labels.length;
  for (let at = 0; at < n; at += 1) {
    const row = rows === undefined ? at : rows[at]!;
    const group = groupOf[row]!;
    counts[group]! += 1;
    positives[group]! += labels[row]!;
  }
  return { scores, counts, positives };
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
