import { type ObservedColumn } from './observed-column';
import { type AllowedRange, type QualityCheck, shareCheck, unanswered } from './quality-check';

/**
 * Share of rows whose number lies outside the range: those below the minimum, above the maximum or infinite, / rows.
 * Rows without a value are inside; they are counted by the missing share. Passes at the limit and below. O(n).
 * Source of the definition: NannyML 0.13, NumericalRangeCalculator. Throws RangeError on a limit outside [0, 1].
 */
export function outOfRange(column: ObservedColumn, range: AllowedRange, limit = 0): QualityCheck {
  const method = `rows outside [${range.minimum ?? '-Infinity'}, ${range.maximum ?? 'Infinity'}] / rows`;
  const shared = { check: 'out_of_range' as const, method, rows: column.rows, limit };
  if (column.kind !== 'numeric') {
    const reason = column.rows === column.missing ? 'empty_current' : 'type_changed';
    return unanswered({ ...shared, n: column.rows }, reason);
  }
  const { minimum = -Number.MAX_VALUE, maximum = Number.MAX_VALUE } = range;
  let count = 0;
  for (let row = 0; row < column.values.length; row += 1) {
    const value = column.values[row]!;
    if (value < minimum || value > maximum) count += 1;
  }
  return shareCheck({ ...shared, count });
}
