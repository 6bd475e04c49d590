import { type ExpectedKind } from './expectations';
import { type ObservedColumn, observedValues } from './observed-column';
import { answered, type QualityCheck, unanswered } from './quality-check';

/** Whether a column is of the expected kind. One without any value is of no kind, so that cannot be told. */
export function typeChange(column: ObservedColumn, expected: ExpectedKind): QualityCheck {
  const n = observedValues(column);
  const basis = { check: 'type_change' as const, limit: expected, n, method: 'kind of all values' };
  if (n === 0) return unanswered(basis, 'empty_current');
  return answered(basis, { value: column.kind, passed: column.kind === expected });
}
