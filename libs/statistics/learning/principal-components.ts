/** Orthogonal directions of a data set, those of greatest variance first. */
export interface PrincipalComponents {
  /** One unit vector each. */
  readonly directions: readonly Float64Array[];
  /** Share of the total variance that these directions keep. */
  readonly explained: number;
}

const SWEEPS = 60;

/**
 * The fewest principal components that keep more than `share` of the variance of centred columns: eigenvectors of their
 * covariance, found by Jacobi rotations. As scikit-learn's `PCA(n_components=share)`, up to the sign of a direction and the
 * basis of directions of equal variance. Empty where nothing varies. O(rows · features² + features³).
 * Source: Golub and Van Loan, Matrix Computations, §8.5.
 */
export function principalComponents(centred: readonly Float64Array[], share: number): PrincipalComponents {
  const { values, vectors } = eigen(covariance(centred));
  const order = values.map((_, at) => at).sort((a, b) => values[b]! - values[a]! || a - b);
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0);
  if (total === 0) return { directions: [], explained: 0 };
  const directions: Float64Array[] = [];
  let kept = 0;
  for (const at of order) {
    if (kept / total > share) break;
    kept += Math.max(0, values[at]!);
    directions.push(Float64Array.from(vectors, (row) => row[at]!));
  }
  return { directions, explained: kept / total };
}

function covariance(columns: readonly Float64Array[]): Float64Array[] {
  const size = columns.length;
  const matrix = columns.map(() => new Float64Array(size));
  for (let a = 0; a < size; a += 1) {
    for (let b = a; b < size; b += 1) {
      let sum = 0;
      const [left, right] = [columns[a]!, columns[b]!];
      for (let row = 0; row < left.length; row += 1) sum += left[row]! * right[row]!;
      matrix[a]![b] = matrix[b]![a] = sum / left.length;
    }
  }
  return matrix;
}

/** Eigenvalues of a symmetric matrix, and its eigenvectors as columns. */
function eigen(matrix: Float64Array[]): { values: number[]; vectors: Float64Array[] } {
  const size = matrix.length;
  const vectors = matrix.map((_, at) =>
    Float64Array.from({ length: size }, (__, other) => (at === other ? 1 : 0)),
  );
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    let off = 0;
    let diagonal = 0;
    for (let a = 0; a < size; a += 1) {
      diagonal += matrix[a]![a]! ** 2;
      for (let b = a + 1; b < size; b += 1) off += matrix[a]![b]! ** 2;
    }
    if (off <= 1e-30 * diagonal) break;
    for (let a = 0; a < size; a += 1) {
      for (let b = a + 1; b < size; b += 1) rotate(matrix, vectors, [a, b]);
    }
  }
  return { values: matrix.map((row, at) => row[at]!), vectors };
}

/** One Jacobi rotation: makes the entry at (a, b) zero. */
function rotate(matrix: Float64Array[], vectors: Float64Array[], [a, b]: readonly [number, number]): void {
  const entry = matrix[a]![b]!;
  if (entry === 0) return;
  const slope = (matrix[b]![b]! - matrix[a]![a]!) / (2 * entry);
  const tangent = (slope >= 0 ? 1 : -1) / (Math.abs(slope) + Math.hypot(slope, 1));
  const cosine = 1 / Math.hypot(tangent, 1);
  const sine = tangent * cosine;
  const turn = (row: Float64Array): void => {
    const [left, right] = [row[a]!, row[b]!];
    row[a] = cosine * left - sine * right;
    row[b] = sine * left + cosine * right;
  };
  matrix.forEach(turn);
  const [rowA, rowB] = [matrix[a]!, matrix[b]!];
  for (let at = 0; at < rowA.length; at += 1) {
    const [left, right] = [rowA[at]!, rowB[at]!];
    rowA[at] = cosine * left - sine * right;
    rowB[at] = sine * left + cosine * right;
  }
  matrix[a]![b] = matrix[b]![a] = 0;
  vectors.forEach(turn);
}
