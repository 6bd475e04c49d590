import { type DriftResult, kolmogorovSmirnov, tieSizes } from '../drift';
import { type EffectNull } from './effect-null';
import { gapNull } from './gap-null';
import {
  type PreparedCategories,
  type PreparedColumn,
  type PreparedNumbers,
  sizesOf,
} from './prepared-column';
import { noResult } from './run-method';
import { shareNull } from './share-null';

/** An effect in [0, 1] with the law it has where nothing has changed. */
interface MovedShare {
  readonly result: DriftResult;
  /** All values of both sides are the same. */
  readonly isConstant: boolean;
  /** Null where there is no result. */
  readonly effectNull: EffectNull | null;
}

/**
 * The share of rows that would have to move for one side to look like the other, in [0, 1] for every kind of column.
 * Numbers: the largest gap D of the two cumulative shares (Kolmogorov–Smirnov), the share that moved past one value.
 * Categories: the total variation distance, the share that moved to another category. For two values they are the same.
 * The p-value counts all divisions of the pooled rows into the two sides as equally likely, so ties and rare categories
 * need no allowance; where it is exact, the observed effect itself counts half.
 */
export function movedShare(column: PreparedColumn): MovedShare {
  const n = sizesOf(column);
  const method = column.kind === 'numeric' ? 'ks' : 'tvd';
  if (n.reference === 0)
    return { result: noResult({ method, n }, 'empty_baseline'), isConstant: false, effectNull: null };
  if (n.current === 0)
    return { result: noResult({ method, n }, 'empty_current'), isConstant: false, effectNull: null };
  const { value, effectNull, parameters } =
    column.kind === 'numeric' ? largestGapOf(column) : distanceOf(column, n);
  // No effect at all is no evidence at all, also where it is so likely that half of it is not.
  const pValue = value === 0 ? 1 : Math.min(1, effectNull.pValue(value));
  return {
    result: { method, n, parameters: { effect: 'moved_share', ...parameters }, status: 'ok', value, pValue },
    isConstant: parameters.distinct === 1,
    effectNull,
  };
}

interface Effect {
  readonly value: number;
  readonly effectNull: EffectNull;
  readonly parameters: { readonly distinct: number; readonly nullDistribution: string };
}

function largestGapOf(column: PreparedNumbers): Effect {
  const a = column.reference.sorted;
  const b = column.current.sorted;
  const sizes = tieSizes(a, b);
  const { value } = kolmogorovSmirnov(column.reference, column.current, { mode: 'asymptotic' });
  const isDistinct = sizes.length === a.length + b.length;
  const effectNull = gapNull({ reference: a.length, current: b.length, sizes: isDistinct ? null : sizes });
  return {
    value: value!,
    effectNull,
    parameters: { distinct: sizes.length, nullDistribution: effectNull.method },
  };
}

/** Whole numbers until the last division, so that the same shares give exactly 0. */
function distanceOf(column: PreparedCategories, n: { reference: number; current: number }): Effect {
  const apart = column.reference.reduce(
    (sum, count, index) => sum + Math.abs(count * n.current - column.current[index]! * n.reference),
    0,
  );
  const sizes = column.reference.map((count, index) => count + column.current[index]!);
  const effectNull = shareNull({ ...n, sizes });
  return {
    value: apart / (2 * n.reference * n.current),
    effectNull,
    parameters: { distinct: sizes.length, nullDistribution: effectNull.method },
  };
}
