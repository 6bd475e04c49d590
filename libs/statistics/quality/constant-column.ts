import { type ObservedColumn, observedValues } from './observed-column';
import { answered, type QualityCheck, unanswered } from './quality-check';

/** Whether a column holds two different values at least; the value is their number, counted up to two. O(n). */
export function constantColumn(column: ObservedColumn): QualityCheck {
  const n = observedValues(column);
  const method = 'different values, counted up to 2';
  const basis = { check: 'constant_column' as const, limit: { minimum: 2 }, n, method };
  if (n === 0) return unanswered(basis, 'empty_current');
  const value = isConstant(column) ? 1 : 2;
  return answered(basis, { value, passed: value === 2 });
}

/** Whether all values are the same one. */
export function isConstant(column: ObservedColumn): boolean {
  if (column.kind !== 'numeric') return [...column.counts.values()].filter((rows) => rows > 0).length < 2;
  let first: number | undefined;
  for (let row = 0; row < column.values.length; row += 1) {
    const value = column.values[row]!;
    if (Number.isNaN(value)) continue;
    first ??= value;
    if (value !== first) return false;
  }
  return true;
}
