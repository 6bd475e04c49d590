import { type ObservedColumn } from './observed-column';
import { type QualityCheck, shareCheck } from './quality-check';

/**
 * Share of rows without a value: missing / rows, a written NaN counted as missing. Passes at the limit and below.
 * Source of the definition: NannyML 0.13, MissingValuesCalculator. Throws RangeError on a limit outside [0, 1].
 * @example missingShare({ column: 'age', kind: 'numeric', rows: 4, missing: 1, values: [1, NaN, 2, 3] }, 0.1).passed // false
 */
export function missingShare({ missing, rows }: ObservedColumn, limit: number): QualityCheck {
  return shareCheck({ check: 'missing_share', method: 'missing rows / rows', count: missing, rows, limit });
}
