import { binCounts, canCutInOrder, inferredBin } from './bin-counts';

const MAX_BINS = 255;
const LEAST_ROWS_IN_BIN = 3;
/** Frequent categories have bins of their own until they cover this share of the rows; a float32 in LightGBM. */
const COVERED = Math.fround(0.99);

/** How a feature of categories is cut into bins: one a category; the first, 0, is for all others and for missing values. */
export interface CategoryBins {
  readonly kind: 'categories';
  /** How many bins there are. */
  readonly count: number;
  readonly binOf: ReadonlyMap<number, number>;
  /** See `inferredBin`. */
  readonly inferred: number;
  /** Whether any cut can leave enough rows on both sides. */
  readonly canBeCut: boolean;
}

/**
 * Bins by falling frequency, of equal ones the lower number first, as LightGBM 4.5 makes them (`src/io/bin.cpp`). Once 99 %
 * of the rows are covered at most as many bins are made as there are categories (missing being one), and at most 255: the
 * last rare one shares bin 0. So does, from the third on, what has fewer than three rows. `column` numbers categories with
 * whole numbers from 0 on; NaN and negative numbers are missing.
 * It may be a sample of `rows`. O(n + c log c).
 */
export function categoryBins(column: Float64Array, rows = column.length): CategoryBins {
  const rowsOf = new Map<number, number>();
  for (const category of column) {
    if (category >= 0) rowsOf.set(category, (rowsOf.get(category) ?? 0) + 1);
  }
  const frequent = [...rowsOf].sort(([a, rowsOfA], [b, rowsOfB]) => rowsOfB - rowsOfA || a - b);
  const present = frequent.reduce((sum, [, own]) => sum + own, 0);
  const maxBins = Math.min(frequent.length + (present < column.length ? 1 : 0), MAX_BINS);
  const enough = Math.floor(Math.fround(Math.fround(present) * COVERED) + 0.5);
  const binOf = new Map<number, number>();
  let covered = 0;
  for (const [category, own] of frequent) {
    if (covered >= enough && binOf.size + 1 >= maxBins) break;
    if (own < LEAST_ROWS_IN_BIN && binOf.size > 1) break;
    binOf.set(category, binOf.size + 1);
    covered += own;
  }
  const count = binOf.size + 1;
  const counts = binCounts(categoryCodes({ binOf, count }, column), count);
  const canBeCut = count > 2 || canCutInOrder(counts, rows);
  return { kind: 'categories', count, binOf, inferred: inferredBin(counts, binOf.get(0) ?? 0), canBeCut };
}

/** The bin of each category, 0 for those that have none. O(n). */
export function categoryCodes(
  { binOf, count }: Pick<CategoryBins, 'binOf' | 'count'>,
  column: Float64Array,
): Uint8Array | Uint16Array | Uint32Array {
  const codes = codeList(count, column.length);
  for (let row = 0; row < column.length; row += 1) codes[row] = binOf.get(column[row]!) ?? 0;
  return codes;
}

function codeList(bins: number, rows: number): Uint8Array | Uint16Array | Uint32Array {
  if (bins <= 2 ** 8) return new Uint8Array(rows);
  return bins <= 2 ** 16 ? new Uint16Array(rows) : new Uint32Array(rows);
}
