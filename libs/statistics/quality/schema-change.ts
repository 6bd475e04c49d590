import { compareCodePoints } from '../ordering';
import { answered, type QualityCheck } from './quality-check';

/** Expected columns that are not there; passes when there are none. n is the number of expected columns. */
export function columnsGone(expected: Iterable<string>, present: Iterable<string>): QualityCheck {
  const wanted = [...new Set(expected)];
  const basis = {
    check: 'columns_gone' as const,
    limit: 0,
    n: wanted.length,
    method: 'expected columns not there',
  };
  const found = difference(wanted, new Set(present));
  return answered(basis, { value: found.length, passed: found.length === 0, found });
}

/** Columns that nobody expects; passes at the limit and below. n is the number of columns there. */
export function columnsNew(expected: Iterable<string>, present: Iterable<string>, limit = 0): QualityCheck {
  const there = [...new Set(present)];
  const basis = { check: 'columns_new' as const, limit, n: there.length, method: 'columns not expected' };
  const found = difference(there, new Set(expected));
  return answered(basis, { value: found.length, passed: found.length <= limit, found });
}

function difference(names: readonly string[], others: ReadonlySet<string>): string[] {
  return names.filter((name) => !others.has(name)).sort(compareCodePoints);
}
