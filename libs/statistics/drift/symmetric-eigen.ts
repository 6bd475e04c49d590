/** An eigenvalue with its unit vector. */
export interface EigenPair {
  readonly value: number;
  readonly vector: readonly number[];
}

/**
 * Eigenvalues and vectors of a small symmetric matrix by Jacobi's rotations, precise also for the small eigenvalues.
 * Source: Golub and Van Loan, Matrix Computations, 8.5. O(size³) a sweep; a handful of sweeps.
 */
export function symmetricEigen(matrix: readonly (readonly number[])[]): EigenPair[] {
  const a = matrix.map((row) => [...row]);
  const v = matrix.map((row, i) => row.map((_, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < 60 && !isDiagonal(a); sweep += 1) {
    for (let p = 0; p < a.length; p += 1) {
      for (let q = p + 1; q < a.length; q += 1) rotate(a, v, [p, q]);
    }
  }
  return a.map((row, i) => ({ value: row[i]!, vector: v.map((line) => line[i]!) }));
}

function isDiagonal(a: readonly (readonly number[])[]): boolean {
  return a.every((row, i) => row.every((cell, j) => i === j || cell === 0));
}

/** Turns the plane of two axes so that their cell becomes 0. */
function rotate(a: number[][], v: number[][], [p, q]: readonly [number, number]): void {
  const off = a[p]![q]!;
  const largest = Math.max(Math.abs(a[p]![p]!), Math.abs(a[q]![q]!));
  if (Math.abs(off) <= 1e-20 * largest || off === 0) {
    a[p]![q] = 0;
    a[q]![p] = 0;
    return;
  }
  const theta = (a[q]![q]! - a[p]![p]!) / (2 * off);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(1, theta));
  const c = 1 / Math.hypot(1, t);
  const s = t * c;
  for (const row of a) turn(row, [p, q], { c, s });
  for (let k = 0; k < a.length; k += 1) {
    const upper = a[p]![k]!;
    const lower = a[q]![k]!;
    a[p]![k] = c * upper - s * lower;
    a[q]![k] = s * upper + c * lower;
  }
  for (const row of v) turn(row, [p, q], { c, s });
}

function turn(row: number[], [p, q]: readonly [number, number], { c, s }: { c: number; s: number }): void {
  const first = row[p]!;
  const second = row[q]!;
  row[p] = c * first - s * second;
  row[q] = s * first + c * second;
}
