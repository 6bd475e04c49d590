import { meanExcess } from './mean-excess';
import { type PooledCategories } from './pooled-categories';

/** P(√n_e·distance ≥ origin + k·step) is `tail[k]`; the last entry stands for all beyond. */
export interface GridLaw {
  readonly origin: number;
  readonly step: number;
  readonly tail: Float64Array;
}

/** Grid of the normal deviations, in units in which all of them together have variance ¼ at most. */
const step = 0.05;
/** Deviations below this are put together: the grid is too coarse for them. */
const smallest = 1.2 * step;
const reach = 7;

/**
 * Law of the total variation distance for large samples: the deviations of the categories are normal with the variances of
 * their shares and add up to nothing. Computed category by category on a grid of (sum, sum of absolute values), the
 * largest category last since the others fix it. Small categories enter together, with the mean of their absolute
 * deviations (exact, binomial) in place of its spread.
 */
export function shareGridLaw({ reference, current, sizes }: PooledCategories): GridLaw {
  const total = reference + current;
  const p = reference / total;
  const unit = Math.sqrt((reference * current) / total);
  const deviations = merged(sizes.map((size) => Math.sqrt(size / total)));
  const last = deviations.pop()!;
  let expected = sizes.reduce((sum, size) => sum + meanExcess({ n: size, p }) / unit, 0);
  const kernels = deviations.map(kernel);
  const lastKernel = kernel(last);
  for (const weights of [...kernels, lastKernel]) expected -= meanAbsolute(weights);
  const heights = Math.ceil((2 * (reach / 2 + meanOf(deviations, last))) / step);
  const law = kernels.reduce((before, weights) => extend(before, weights, heights), start(heights));
  const density = new Float64Array(heights + 1);
  for (let row = 0; row < law.rows; row += 1) {
    const sum = row - (law.rows - 1) / 2;
    const chance = lastKernel[Math.abs(sum) + (lastKernel.length - 1) / 2] ?? 0;
    for (let h = 0; h <= heights; h += 1) {
      density[Math.min(heights, h + Math.abs(sum))]! += law.cells[row * (heights + 1) + h]! * chance;
    }
  }
  // Sums of absolute deviations with the sum zero are even multiples of the step, and the distance is half of them.
  const tail = new Float64Array(Math.floor(heights / 2) + 1);
  let mass = 0;
  for (let k = tail.length - 1; k >= 0; k -= 1) {
    mass += density[2 * k]! + (density[2 * k + 1] ?? 0);
    tail[k] = mass;
  }
  // Half a step: a point of the grid stands for the interval around it.
  return { origin: expected / 2 - step / 2, step, tail: tail.map((value) => value / mass) };
}

interface Cells {
  /** Row (rows − 1)/2 is the sum zero. */
  readonly rows: number;
  /** cells[row · (heights + 1) + h]: chance of this sum and of h steps of absolute deviations, the last one or more. */
  readonly cells: Float64Array;
}

const start = (heights: number): Cells => {
  const cells = new Float64Array(heights + 1);
  cells[0] = 1;
  return { rows: 1, cells };
};

function extend(before: Cells, weights: Float64Array, heights: number): Cells {
  const half = (weights.length - 1) / 2;
  const rows = before.rows + 2 * half;
  const width = heights + 1;
  const cells = new Float64Array(rows * width);
  for (let row = 0; row < before.rows; row += 1) {
    // A sum and the sum of the absolute values are both odd or both even multiples of the step.
    const parity = Math.abs(row - (before.rows - 1) / 2) % 2;
    const from = row * width;
    for (let j = -half; j <= half; j += 1) {
      const weight = weights[j + half]!;
      const start = (row + j + half) * width;
      const to = start + Math.abs(j);
      const inside = heights - Math.abs(j);
      for (let h = parity; h <= inside; h += 2) cells[to + h]! += before.cells[from + h]! * weight;
      let beyond = 0;
      for (let h = Math.max(parity, inside + 1); h <= heights; h += 1) beyond += before.cells[from + h]!;
      cells[start + heights - ((heights + parity + Math.abs(j)) % 2)]! += beyond * weight;
    }
  }
  return trim({ rows, cells }, width);
}

/** Rows that hold less than anything that matters are dropped. */
function trim({ rows, cells }: Cells, width: number): Cells {
  let edge = 0;
  const mass = (row: number): number =>
    cells.subarray(row * width, (row + 1) * width).reduce((a, b) => a + b, 0);
  while (edge < (rows - 1) / 2 && mass(edge) < 1e-16) edge += 1;
  return { rows: rows - 2 * edge, cells: cells.slice(edge * width, (rows - edge) * width) };
}

/** Deviations in ascending order; small ones are put together until they fill the grid. */
function merged(deviations: readonly number[]): number[] {
  const large: number[] = [];
  let pool = 0;
  for (const deviation of [...deviations].sort((a, b) => a - b)) {
    if (deviation >= smallest) large.push(deviation);
    else {
      pool += deviation * deviation;
      if (pool >= smallest * smallest) {
        large.push(Math.sqrt(pool));
        pool = 0;
      }
    }
  }
  if (pool > 0 && large.length > 0) {
    const least = large.shift()!;
    large.push(Math.sqrt(least * least + pool));
  }
  return large.sort((a, b) => a - b);
}

/** A normal density at the points of the grid, of sum one. */
function kernel(deviation: number): Float64Array {
  const half = Math.ceil((reach * deviation) / step);
  const weights = Float64Array.from({ length: 2 * half + 1 }, (_, i) =>
    Math.exp(-(((i - half) * step) ** 2) / (2 * deviation * deviation)),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function meanAbsolute(weights: Float64Array): number {
  const half = (weights.length - 1) / 2;
  return weights.reduce((sum, weight, i) => sum + weight * Math.abs(i - half) * step, 0);
}

const meanOf = (deviations: readonly number[], last: number): number =>
  [...deviations, last].reduce((sum, deviation) => sum + deviation / Math.sqrt(2 * Math.PI), 0);
