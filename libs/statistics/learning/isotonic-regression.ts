/** A non-decreasing line through the knots; x strictly ascends. */
export interface IsotonicLine {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** What was observed at each distinct x, ascending: the sum of the outcomes and how many there were. */
export interface ObservedSums {
  readonly x: Float64Array;
  readonly sums: Float64Array | Uint32Array;
  readonly counts: Float64Array | Uint32Array;
}

/** scikit-learn's `np.finfo(float64).resolution`. */
const RESOLUTION = 1e-15;

/**
 * The non-decreasing line closest to the outcomes in least squares, by pooling adjacent violators: observed points less
 * than 1e-15 above the first of their run are averaged there first, and a run of equal values keeps its two ends only. Points without observations are left out. O(n).
 * Source: Barlow et al., Statistical Inference under Order Restrictions (1972); as scikit-learn's `IsotonicRegression`.
 * Throws RangeError when nothing was observed.
 */
export function isotonicRegression(observed: ObservedSums): IsotonicLine {
  const { x } = observed;
  const { first, last, mean } = poolViolators(observed);
  const blocks = mean.length;
  if (blocks === 0) throw new RangeError('an isotonic line needs an observation');
  const knotX = new Float64Array(2 * blocks);
  const knotY = new Float64Array(2 * blocks);
  let knots = 0;
  for (let block = 0; block < blocks; block += 1) {
    knotX[knots] = x[first[block]!]!;
    knotY[knots] = mean[block]!;
    knots += 1;
    if (last[block] === first[block]) continue;
    knotX[knots] = x[last[block]!]!;
    knotY[knots] = mean[block]!;
    knots += 1;
  }
  return { x: knotX.slice(0, knots), y: knotY.slice(0, knots) };
}

/** Neighbouring points that share one mean; the means of the blocks ascend. */
interface Blocks {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly mean: readonly number[];
}

/** The blocks are stacks: there are far fewer of them than points, so room for all points would only cost time. */
function poolViolators({ x, sums, counts }: ObservedSums): Blocks {
  const first: number[] = [];
  const last: number[] = [];
  const total: number[] = [];
  const rows: number[] = [];
  const mean: number[] = [];
  let top = -1;
  for (let at = 0; at < x.length; at += 1) {
    if (counts[at]! === 0) continue;
    const start = at;
    let sum = sums[at]!;
    let count = counts[at]!;
    while (at + 1 < x.length && x[at + 1]! - x[start]! < RESOLUTION) {
      at += 1;
      sum += sums[at]!;
      count += counts[at]!;
    }
    const value = sum / count;
    if (top < 0 || mean[top]! < value) {
      top += 1;
      first[top] = last[top] = start;
      total[top] = sum;
      rows[top] = count;
      mean[top] = value;
      continue;
    }
    last[top] = start;
    total[top]! += sum;
    rows[top]! += count;
    mean[top] = total[top]! / rows[top]!;
    while (top > 0 && mean[top - 1]! >= mean[top]!) {
      top -= 1;
      last[top] = last[top + 1]!;
      total[top]! += total[top + 1]!;
      rows[top]! += rows[top + 1]!;
      mean[top] = total[top]! / rows[top]!;
    }
  }
  first.length = last.length = mean.length = top + 1;
  return { first, last, mean };
}

/**
 * The line's values at the rows of `values`, visited in `order` (their numbers from the smallest value to the largest):
 * straight between the knots, level beyond the outer ones. Entry i of the answer belongs to row order[i]. O(rows + knots).
 */
export function isotonicValues(
  { x, y }: IsotonicLine,
  values: Float64Array,
  order: Uint32Array,
): Float64Array {
  const answers = new Float64Array(order.length);
  const last = x.length - 1;
  let low = 0;
  for (let at = 0; at < order.length; at += 1) {
    const value = values[order[at]!]!;
    while (low < last && x[low + 1]! <= value) low += 1;
    if (low === last || value <= x[0]!) {
      answers[at] = y[low]!;
      continue;
    }
    const slope = (y[low + 1]! - y[low]!) / (x[low + 1]! - x[low]!);
    answers[at] = slope * (value - x[low]!) + y[low]!;
  }
  return answers;
}
