/**
 * Labelled rows in a fixed order: the three lists have one entry a row. Binary predictions and labels are '0' or '1',
 * classes are text, numbers are decimal text.
 */
export interface Outcomes {
  /** Null where none was given. */
  scores: (number | null)[];
  /** Null where none was given. */
  predictions: (string | null)[];
  labels: string[];
  /** Rows without a label, which are not in the lists. */
  unlabelled: number;
}
