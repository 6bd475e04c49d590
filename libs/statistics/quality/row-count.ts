import { type AllowedRange, answered, type QualityCheck } from './quality-check';

/** Whether there are as many rows as expected; both ends belong to the range. */
export function rowCount(rows: number, range: AllowedRange): QualityCheck {
  const { minimum = 0, maximum = Infinity } = range;
  const basis = { check: 'row_count' as const, limit: range, n: rows, method: 'rows' };
  return answered(basis, { value: rows, passed: rows >= minimum && rows <= maximum });
}
