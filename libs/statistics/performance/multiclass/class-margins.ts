/** What a K × K matrix of actual by predicted classes adds up to. */
export interface ClassMargins {
  readonly n: number;
  /** Rows on the diagonal: predicted as they are. */
  readonly hits: number;
  /** Rows of each class. */
  readonly actual: Float64Array;
  /** Rows predicted as each class. */
  readonly predicted: Float64Array;
}

/** Margins of a square matrix given row by row, rows being the actual class. */
export function marginsOf(counts: Float64Array): ClassMargins {
  const classes = Math.sqrt(counts.length);
  const actual = new Float64Array(classes);
  const predicted = new Float64Array(classes);
  let n = 0;
  let hits = 0;
  for (let row = 0; row < classes; row += 1) {
    for (let column = 0; column < classes; column += 1) {
      const count = counts[row * classes + column]!;
      actual[row]! += count;
      predicted[column]! += count;
      n += count;
      if (row === column) hits += count;
    }
  }
  return { n, hits, actual, predicted };
}
