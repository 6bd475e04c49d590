/**
 * Probability that the two-sided Kolmogorov statistic of n uniform values stays below `distance`, by powers of Durbin's
 * matrix; about 13 correct digits. The cost grows with (n·distance)³·log n: meant for n of some hundred.
 * Source: Marsaglia, Tsang and Wang, Journal of Statistical Software 8 (2003), no. 18.
 */
export function durbinMatrixCdf(distance: number, n: number): number {
  const k = Math.floor(n * distance) + 1;
  const size = 2 * k - 1;
  const { cells, logScale } = power({ cells: durbinMatrix(size, k - n * distance), logScale: 0 }, n, size);
  let log = Math.log(cells[(k - 1) * size + k - 1]!) + logScale;
  for (let i = 1; i <= n; i += 1) log += Math.log(i / n);
  return Math.min(1, Math.exp(log));
}

function durbinMatrix(size: number, h: number): Float64Array {
  const cells = new Float64Array(size * size);
  const inverseFactorial = [1];
  for (let i = 1; i <= size; i += 1) inverseFactorial.push(inverseFactorial[i - 1]! / i);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= Math.min(row + 1, size - 1); column += 1) {
      const isCorner = row === size - 1 && column === 0;
      let value = 1;
      if (column === 0) value -= h ** (row + 1);
      if (row === size - 1) value -= h ** (size - column);
      if (isCorner && h > 0.5) value += (2 * h - 1) ** size;
      cells[row * size + column] = value * inverseFactorial[row - column + 1]!;
    }
  }
  return cells;
}

/** A square matrix whose true cells are `cells` times e to the `logScale`: its powers leave the range of a double. */
interface ScaledMatrix {
  readonly cells: Float64Array;
  readonly logScale: number;
}

/** Power by repeated squaring, exponent at least 1. */
function power(base: ScaledMatrix, exponent: number, size: number): ScaledMatrix {
  if (exponent === 1) return base;
  const half = power(base, Math.floor(exponent / 2), size);
  const square = multiply(half, half, size);
  return exponent % 2 === 0 ? square : multiply(square, base, size);
}

function multiply(a: ScaledMatrix, b: ScaledMatrix, size: number): ScaledMatrix {
  const cells = new Float64Array(size * size);
  let largest = 0;
  for (let row = 0; row < size; row += 1) {
    for (let inner = 0; inner < size; inner += 1) {
      const factor = a.cells[row * size + inner]!;
      if (factor === 0) continue;
      for (let column = 0; column < size; column += 1) {
        cells[row * size + column]! += factor * b.cells[inner * size + column]!;
      }
    }
  }
  for (const cell of cells) largest = Math.max(largest, cell);
  return {
    cells: cells.map((cell) => cell / largest),
    logScale: a.logScale + b.logScale + Math.log(largest),
  };
}
