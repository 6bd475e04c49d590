import { type FeatureColumn, rowsOf } from '../learning';

/**
 * Every k-th row, so that at most `limit` remain, evenly spread from the first on; all of them when they are no more.
 * Repeatable without a seed.
 */
export function strideSample(columns: readonly FeatureColumn[], limit: number): readonly FeatureColumn[] {
  const rows = rowsOf(columns);
  if (rows <= limit) return columns;
  const picked = Uint32Array.from({ length: limit }, (_, at) => Math.floor((at * rows) / limit));
  return columns.map((column) =>
    'values' in column
      ? { values: Float64Array.from(picked, (row) => column.values[row]!) }
      : { ...column, codes: Int32Array.from(picked, (row) => column.codes[row]!) },
  );
}
