import { type ColumnKind, type DriftComparison, type DriftMethod, type DriftResult } from '../drift';
import { type ReasonCode } from '../inference';
import { type EffectNull } from './effect-null';

/** How the verdict about a column is reached once all columns have been measured. */
export type VerdictRule =
  /** A line of its own, whatever the other columns show. */
  | {
      readonly by: 'line';
      readonly decidesBy: 'value' | 'pValue';
      readonly comparison: DriftComparison;
      readonly threshold: number;
    }
  /** Nothing to compare with: the method has no threshold of its own, and none was given. */
  | { readonly by: 'nothing' }
  /** A p-value that shares its level with those of the other columns. */
  | { readonly by: 'false_discovery' }
  /** All values of both sides are the same: nothing has moved, and no test is spent on it. */
  | { readonly by: 'constant'; readonly materialShare: number }
  /** An effect whose p-value shares its level likewise, and which has to reach the material share. */
  | { readonly by: 'moved_share'; readonly effectNull: EffectNull; readonly materialShare: number };

/** What was measured on one column: all that the verdict needs, without the rows. */
export interface ColumnMeasure {
  readonly column: string;
  readonly kind: ColumnKind;
  readonly result: DriftResult;
  readonly rule: VerdictRule;
}

/** A column that cannot be measured at all: it is missing on one side, or its type has changed. */
export function unmeasuredColumn(
  column: string,
  kind: ColumnKind,
  cause: {
    readonly method: DriftMethod;
    readonly reason: ReasonCode;
    readonly n: { readonly reference: number; readonly current: number };
  },
): ColumnMeasure {
  const { method, n, reason } = cause;
  return {
    column,
    kind,
    result: { method, n, parameters: {}, status: 'not_computable', value: null, pValue: null, reason },
    rule: { by: 'false_discovery' },
  };
}
