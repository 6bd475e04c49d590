import { constantColumn } from './constant-column';
import { type ColumnExpectation } from './expectations';
import { missingShare } from './missing-share';
import { type ObservedColumn } from './observed-column';
import { outOfRange } from './out-of-range';
import { type AllowedRange, type CheckBasis, type QualityCheck, unanswered } from './quality-check';
import { typeChange } from './type-change';
import { unseenCategories } from './unseen-categories';

/** Holds a column against what is expected of it, in a fixed order. Undefined: the column is not there, so nothing passes. */
export function checkColumn(column: ObservedColumn | undefined, expected: ColumnExpectation): QualityCheck[] {
  if (!column) return expectedChecks(expected).map((basis) => unanswered(basis, 'missing_column'));
  const { kind, missing, categories, unseen, outside, constant } = expected;
  const range = rangeOf(expected);
  const checks: (QualityCheck | undefined)[] = [
    kind === undefined ? undefined : typeChange(column, kind),
    missing === undefined ? undefined : missingShare(column, missing),
    range && outOfRange(column, range, outside),
    categories && unseenCategories(column, categories, unseen),
    constant === false ? constantColumn(column) : undefined,
  ];
  return checks.filter((check) => check !== undefined);
}

/** The checks that an expectation asks for, before anything is known. */
function expectedChecks(expected: ColumnExpectation): CheckBasis[] {
  const empty: ObservedColumn = { column: '', kind: 'categorical', rows: 0, missing: 0, counts: new Map() };
  return checkColumn(empty, expected);
}

function rangeOf({ minimum, maximum }: ColumnExpectation): AllowedRange | undefined {
  if (minimum === undefined && maximum === undefined) return undefined;
  return { ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }) };
}
