/** A column of numbers; what is not finite is missing. */
export interface NumberColumn {
  readonly values: Float64Array;
}

/** A column of categories: an index into `categories` each row, −1 where missing. */
export interface CategoryColumn {
  readonly codes: Int32Array;
  readonly categories: readonly string[];
}

/** One feature of a table. */
export type FeatureColumn = NumberColumn | CategoryColumn;

/** How many rows the features have. Throws RangeError when they differ, or when there is none. */
export function rowsOf(columns: readonly FeatureColumn[]): number {
  const lengths = new Set(
    columns.map((column) => ('values' in column ? column.values : column.codes).length),
  );
  const [rows] = lengths;
  if (lengths.size !== 1)
    throw new RangeError(`features of one length are needed, got ${[...lengths].join(', ')}`);
  return rows!;
}

/** Throws RangeError unless both sides hold the same features, numbers beside numbers. */
export function assertSameFeatures(
  reference: readonly FeatureColumn[],
  current: readonly FeatureColumn[],
): void {
  const isSame =
    reference.length === current.length &&
    reference.every((column, at) => 'values' in column === 'values' in current[at]!);
  if (!isSame) throw new RangeError('both sides need the same features in the same order');
}
