/** Standard error of a function of counts, and how well it is known. */
interface MultinomialSpread {
  readonly standardError: number;
  /** Satterthwaite's, over the classes: one of few rows knows its own part badly. At least 2. */
  readonly degreesOfFreedom: number;
}

/**
 * Spread of a function of multinomial counts by the delta method: the standard error √(Σ count·g² − (Σ count·g)² / n), g
 * being the derivative by the count of the cell (actual class, predicted class). `counts` is a square matrix, row by row; `by`
 * says which classes' rows count for the degrees of freedom.
 * Source: Bishop, Fienberg and Holland, Discrete Multivariate Analysis (1975), §14.6; Satterthwaite, Biometrics Bulletin 2
 * (1946).
 */
export function multinomialSpread(
  counts: Float64Array,
  derivative: (actual: number, predicted: number) => number,
  by: 'actual' | 'predicted' = 'actual',
): MultinomialSpread {
  const classes = Math.sqrt(counts.length);
  let [n, sum, squares, within, uncertainty] = [0, 0, 0, 0, 0];
  for (let own = 0; own < classes; own += 1) {
    let [rows, ownSum, ownSquares] = [0, 0, 0];
    for (let other = 0; other < classes; other += 1) {
      const [actual, predicted] = by === 'actual' ? [own, other] : [other, own];
      const count = counts[actual * classes + predicted]!;
      if (count === 0) continue;
      const slope = derivative(actual, predicted);
      rows += count;
      ownSum += count * slope;
      ownSquares += count * slope * slope;
    }
    if (rows === 0) continue;
    n += rows;
    sum += ownSum;
    squares += ownSquares;
    const variance = Math.max(0, ownSquares - (ownSum * ownSum) / rows);
    within += variance;
    uncertainty += (variance * variance) / (rows > 1 ? rows - 1 : 1);
  }
  return {
    standardError: Math.sqrt(Math.max(0, squares - (sum * sum) / n)),
    degreesOfFreedom: uncertainty > 0 ? Math.max(2, (within * within) / uncertainty) : 2,
  };
}
