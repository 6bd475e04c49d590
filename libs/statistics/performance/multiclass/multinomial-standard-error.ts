/**
 * Standard error of a function of multinomial counts by the delta method: √(Σ count·g² − (Σ count·g)² / n), g being the
 * derivative by the count of the cell (actual class, predicted class). `counts` is a square matrix, row by row.
 * Source: Bishop, Fienberg and Holland, Discrete Multivariate Analysis (1975), §14.6.
 */
export function multinomialStandardError(
  counts: Float64Array,
  derivative: (actual: number, predicted: number) => number,
): number {
  const classes = Math.sqrt(counts.length);
  let n = 0;
  let sum = 0;
  let squares = 0;
  counts.forEach((count, cell) => {
    if (count === 0) return;
    const slope = derivative(Math.floor(cell / classes), cell % classes);
    n += count;
    sum += count * slope;
    squares += count * slope * slope;
  });
  return Math.sqrt(Math.max(0, squares - (sum * sum) / n));
}
