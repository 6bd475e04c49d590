/** One side of a numeric column: one value a row in file order. What is not finite takes no part. */
export interface NumericSide {
  readonly values: Float64Array;
}

/** One side of a categorical column. */
export interface CategoricalSide {
  readonly categories: readonly string[];
  /** Rows of each category, in the order of `categories`. */
  readonly counts: ArrayLike<number>;
  /** One index into `categories` a row in file order, −1 where missing; absent where only the counts are known. */
  readonly codes?: Int32Array;
}

interface NamedColumn {
  readonly column: string;
}

/** A column on both sides of a comparison. */
export type ColumnPair = NamedColumn &
  (
    | { readonly kind: 'numeric'; readonly reference: NumericSide; readonly current: NumericSide }
    | { readonly kind: 'categorical'; readonly reference: CategoricalSide; readonly current: CategoricalSide }
  );

/** A column of categories, counted; codes of −1 are missing values. Throws RangeError on a code without a category. */
export function categoricalSide(column: {
  readonly codes: Int32Array;
  readonly categories: readonly string[];
}): CategoricalSide {
  const counts = new Float64Array(column.categories.length);
  for (const code of column.codes) {
    if (code >= counts.length) throw new RangeError(`code ${code} has no category`);
    if (code >= 0) counts[code]! += 1;
  }
  return { ...column, counts };
}
