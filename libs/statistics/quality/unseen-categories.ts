import { compareCodePoints } from '../ordering';
import { type ObservedColumn } from './observed-column';
import { type QualityCheck, shareCheck, unanswered } from './quality-check';

/**
 * Share of rows whose category is not a known one, / rows; names the first ten. A missing value is no category, so it is
 * not unseen. Passes at the limit and below. Source of the definition: NannyML 0.13, UnseenValuesCalculator, which
 * however takes a missing value for unseen where the reference has none. Throws RangeError on a limit outside [0, 1].
 * @example unseenCategories(observed, ['red', 'green'], 0)
 */
export function unseenCategories(column: ObservedColumn, known: readonly string[], limit = 0): QualityCheck {
  const shared = { check: 'unseen_categories' as const, method: 'rows of unknown category / rows', limit };
  if (column.kind === 'numeric') return unanswered({ ...shared, n: column.rows }, 'type_changed');
  const seen = new Set(known);
  const unseen = [...column.counts].filter(([category, rows]) => rows > 0 && !seen.has(category));
  return shareCheck({
    ...shared,
    rows: column.rows,
    count: unseen.reduce((sum, [, rows]) => sum + rows, 0),
    found: unseen.map(([category]) => category).sort(compareCodePoints),
  });
}
