/** Sums over the rows of a slice, the values counted from a common centre. */
export interface SliceTotals {
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
}

/** Every slice of a column or of two crossed that holds a row, by the codes of its values. */
export interface CellTotals {
  readonly codes: readonly number[];
  readonly totals: SliceTotals;
}

export interface CodedColumn {
  readonly codes: Int32Array;
  readonly categories: readonly string[];
}

/**
 * Adds up the values by the codes of one column or of two crossed; rows whose value is NaN or whose code is −1 take no
 * part. One pass over the rows, memory for every cell.
 */
export function sliceTotals(values: Float64Array, columns: readonly CodedColumn[]): CellTotals[] {
  const width = columns[1]?.categories.length ?? 1;
  const cells = (columns[0]?.categories.length ?? 0) * width;
  const n = new Float64Array(cells);
  const sum = new Float64Array(cells);
  const squares = new Float64Array(cells);
  const [first, second] = [columns[0]?.codes, columns[1]?.codes];
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row]!;
    const left = first![row]!;
    const right = second === undefined ? 0 : second[row]!;
    if (Number.isNaN(value) || left < 0 || right < 0) continue;
    const cell = left * width + right;
    n[cell]! += 1;
    sum[cell]! += value;
    squares[cell]! += value * value;
  }
  const found: CellTotals[] = [];
  n.forEach((count, cell) => {
    if (count === 0) return;
    const left = Math.floor(cell / width);
    const codes = second === undefined ? [left] : [left, cell % width];
    found.push({ codes, totals: { n: count, sum: sum[cell]!, squares: squares[cell]! } });
  });
  return found;
}
