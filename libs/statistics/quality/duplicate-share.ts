import { type QualityCheck, shareCheck } from './quality-check';

/** Rows that say something, and how many different things they say. */
export interface DistinctRows {
  readonly rows: number;
  readonly distinct: number;
}

/**
 * Share of rows that repeat another row in all their values: (rows − distinct rows) / rows. Passes at the limit and
 * below. Throws RangeError unless distinct ≤ rows and the limit lies in [0, 1].
 * @example duplicateRows({ rows: 4, distinct: 3 }, 0).value // 0.25
 */
export function duplicateRows(counts: DistinctRows, limit: number): QualityCheck {
  return repeats('duplicate_rows', counts, limit);
}

/** Share of the rows with an id that repeat another row's. Otherwise as `duplicateRows`. */
export function duplicateIds(counts: DistinctRows, limit: number): QualityCheck {
  return repeats('duplicate_ids', counts, limit);
}

function repeats(
  check: 'duplicate_rows' | 'duplicate_ids',
  { rows, distinct }: DistinctRows,
  limit: number,
): QualityCheck {
  const method = check === 'duplicate_ids' ? 'repeated ids / rows with an id' : 'repeated rows / rows';
  return shareCheck({ check, method, count: rows - distinct, rows, limit });
}
