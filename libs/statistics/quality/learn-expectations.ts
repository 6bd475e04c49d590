import { compareCodePoints } from '../ordering';
import { allowedShare } from './allowed-share';
import { isConstant } from './constant-column';
import { type DistinctRows } from './duplicate-share';
import { type ColumnExpectation, type DatasetExpectation } from './expectations';
import { type ObservedColumn, observedValues } from './observed-column';

/** What was counted in a reference as a whole, and how many rows will be judged by it. */
export interface ReferenceCounts {
  readonly judgedRows: number;
  /** Of whole rows and of ids, where they were counted. */
  readonly duplicateRows?: DistinctRows;
  readonly duplicateIds?: DistinctRows;
  /** The longest pause between two times of the reference. */
  readonly longestPauseHours?: number | null;
  /** Its columns, where they stand in an order. */
  readonly columnOrder?: readonly string[];
}

/** A column with more categories is one of names or texts: nobody reads a list of them. */
const mostCategories = 1000;
/** With more repeated rows than this, repeating is what such rows do. */
const usualDuplicates = 0.01;

/**
 * What one column of a reference lets expect, by the rules of docs/spec/quality.md: the kind; no missing value where it
 * has none, else `allowedShare`; its range, with as many values outside as `allowedShare` grants if the two extremes
 * were outside; its categories, with as many unseen as there were categories seen once; not to be constant where it is
 * not. A column without any value is expected to be there, and no more. The reference itself passes. O(n).
 */
export function learnColumn(column: ObservedColumn, judgedRows: number): ColumnExpectation {
  if (observedValues(column) === 0) return {};
  return {
    kind: column.kind,
    missing: learnShare({ count: column.missing, rows: column.rows, judgedRows }),
    ...learnRange(column, judgedRows),
    ...learnCategories(column, judgedRows),
    ...(isConstant(column) ? {} : { constant: false }),
  };
}

/** What a reference as a whole lets expect: no new columns, no duplicates where it has none, no longer pause. */
export function learnDataset(reference: ReferenceCounts): DatasetExpectation {
  const { duplicateRows: rows, duplicateIds: ids, longestPauseHours: pause, judgedRows } = reference;
  const share = rows && learnDuplicates(rows, judgedRows);
  return {
    newColumns: 0,
    ...(reference.columnOrder && { columnOrder: reference.columnOrder }),
    ...(share === undefined ? {} : { duplicateRows: share }),
    ...(ids === undefined || ids.rows === 0 ? {} : { duplicateIds: learnShare(repeated(ids, judgedRows)) }),
    ...(pause == null ? {} : { maximumAgeHours: pause }),
  };
}

/** None where the reference has none. */
function learnShare(reference: { count: number; rows: number; judgedRows: number }): number {
  return reference.count === 0 ? 0 : allowedShare(reference);
}

/** Pairs of equal rows grow with the square of the rows, so their share grows with the rows. */
function learnDuplicates(counts: DistinctRows, judgedRows: number): number | undefined {
  const { count, rows } = repeated(counts, judgedRows);
  if (rows === 0 || count / rows > usualDuplicates) return undefined;
  const growth = Math.max(1, judgedRows / rows);
  return Math.min(1, learnShare({ count: Math.min(rows, count * growth), rows, judgedRows }));
}

const repeated = ({ rows, distinct }: DistinctRows, judgedRows: number) => ({
  count: rows - distinct,
  rows,
  judgedRows,
});

function learnRange(column: ObservedColumn, judgedRows: number): ColumnExpectation {
  if (column.kind !== 'numeric') return {};
  let minimum = Infinity;
  let maximum = -Infinity;
  let n = 0;
  for (let row = 0; row < column.values.length; row += 1) {
    const value = column.values[row]!;
    if (!Number.isFinite(value)) continue;
    n += 1;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  if (n === 0) return {};
  const infinite = observedValues(column) - n;
  // Adding 0 turns −0, which JSON cannot write, into 0.
  return {
    minimum: minimum + 0,
    maximum: maximum + 0,
    outside: allowedShare({ count: infinite + 2, rows: column.rows, judgedRows }),
  };
}

function learnCategories(column: ObservedColumn, judgedRows: number): ColumnExpectation {
  if (column.kind !== 'categorical' || column.counts.size > mostCategories) return {};
  const present = [...column.counts].filter(([, rows]) => rows > 0);
  const once = present.filter(([, rows]) => rows === 1).length;
  return {
    categories: present.map(([category]) => category).sort(compareCodePoints),
    unseen: learnShare({ count: once, rows: column.rows, judgedRows }),
  };
}
