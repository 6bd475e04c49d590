/** A non-decreasing line through the knots; x strictly ascends. */
export interface IsotonicLine {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** What was observed at each distinct x, ascending: the sum of the outcomes and how many there were. */
export interface ObservedSums {
  readonly x: Float64Array;
  readonly sums: Float64Array;
  readonly counts: Float64Array;
}

/**
 * The non-decreasing line closest to the outcomes in least squares, by pooling adjacent violators: outcomes at the same x
 * are averaged first, and a run of equal values keeps its two ends only. Points without observations are left out. O(n).
 * Source: Barlow et al., Statistical Inference under Order Restrictions (1972); as scikit-learn's `IsotonicRegression`.
 * Throws RangeError when nothing was observed.
 */
export function isotonicRegression(observed: ObservedSums): IsotonicLine {
  const { x } = observed;
  const { first, last, mean, blocks } = poolViolators(observed);
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

/** Blocks of neighbouring points that share one mean, the means ascending. */
interface Blocks {
  readonly first: Uint32Array;
  readonly last: Uint32Array;
  readonly mean: Float64Array;
  readonly blocks: number;
}

function poolViolators({ x, sums, counts }: ObservedSums): Blocks {
  const first = new Uint32Array(x.length);
  const last = new Uint32Array(x.length);
  const total = new Float64Array(x.length);
  const rows = new Float64Array(x.length);
  const mean = new Float64Array(x.length);
  let blocks = 0;
  for (let at = 0; at < x.length; at += 1) {
    if (counts[at]! === 0) continue;
    first[blocks] = last[blocks] = at;
    total[blocks] = sums[at]!;
    rows[blocks] = counts[at]!;
    mean[blocks] = sums[at]! / counts[at]!;
    blocks += 1;
    while (blocks > 1 && mean[blocks - 2]! >= mean[blocks - 1]!) {
      blocks -= 1;
      last[blocks - 1] = last[blocks]!;
      total[blocks - 1]! += total[blocks]!;
      rows[blocks - 1]! += rows[blocks]!;
      mean[blocks - 1] = total[blocks - 1]! / rows[blocks - 1]!;
    }
  }
  return { first, last, mean, blocks };
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
