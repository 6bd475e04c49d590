import { LEAST_ROWS } from './bin-counts';
import { type CategoryBins } from './category-bins';
import {
  type Candidate,
  EPSILON,
  gainOf,
  LEAST_HESSIAN,
  rowsOf,
  searchedHessian,
  type SplitSearch,
} from './split';

type CategorySearch = SplitSearch<CategoryBins>;

/** Up to as many bins, each category is tried against all others. */
const BINS_TRIED_ALONE = 4;
/** Least rows of a category that is put in order, and the shrinkage of the slope that orders it. */
const SMOOTHING = 10;
/** Added to the hessian of either side of a set of categories. */
const PENALTY = 10;
const MOST_CATEGORIES = 32;
/** Least rows that a set grows by before it is tried again, and that are left on the other side. */
const LEAST_ROWS_IN_GROUP = 100;

/**
 * The best cut of a leaf by a feature of categories, or null when none lowers the loss. With at most three categories one
 * goes left against all others. With more they are ordered by their slope, gradient / (hessian + 10), and those at either
 * end are sent left together, at most half of them and at most 32, with a penalty of 10 on both sides; categories of fewer
 * than ten rows in the leaf take no part. Bin 0, rare and missing categories, always goes right. Of equal gains the first
 * found stays. O(bins log bins). Source: LightGBM 4.5, `feature_histogram.cpp`; W. D. Fisher, On grouping for maximum
 * homogeneity, JASA 53 (1958).
 */
export function findCategorySplit(search: CategorySearch): Candidate | null {
  if (search.bins.count <= BINS_TRIED_ALONE) return bestSingle(search);
  const order = bySlope(search);
  const rising = bestSet(search, order);
  const falling = bestSet(search, order.toReversed());
  if (rising === null || falling === null) return rising ?? falling;
  return falling.gain > rising.gain ? falling : rising;
}

function bestSingle({ bins, histogram, leaf }: CategorySearch): Candidate | null {
  const whole = searchedHessian(leaf);
  let best = gainOf(leaf.gradient, whole);
  let found: Candidate | null = null;
  for (let bin = 1; bin < bins.count; bin += 1) {
    const gradient = histogram[2 * bin]!;
    const binHessian = histogram[2 * bin + 1]!;
    const rows = rowsOf(binHessian, leaf.rows / whole);
    if (rows < LEAST_ROWS || binHessian < LEAST_HESSIAN || leaf.rows - rows < LEAST_ROWS) continue;
    const otherHessian = whole - binHessian - EPSILON;
    if (otherHessian < LEAST_HESSIAN) continue;
    const hessian = binHessian + EPSILON;
    const gain = gainOf(leaf.gradient - gradient, otherHessian) + gainOf(gradient, hessian);
    if (gain <= best) continue;
    best = gain;
    found = { cut: { only: [bin] }, gain, gradient, hessian, penalty: 0 };
  }
  return found;
}

/** The categories with enough rows by rising slope, equal ones by bin. */
function bySlope({ bins, histogram, leaf }: CategorySearch): number[] {
  const rowsPerHessian = leaf.rows / searchedHessian(leaf);
  const slopes = new Float64Array(bins.count);
  const enough: number[] = [];
  for (let bin = 1; bin < bins.count; bin += 1) {
    const hessian = histogram[2 * bin + 1]!;
    if (rowsOf(hessian, rowsPerHessian) < SMOOTHING) continue;
    slopes[bin] = histogram[2 * bin]! / (hessian + SMOOTHING);
    enough.push(bin);
  }
  return enough.sort((a, b) => slopes[a]! - slopes[b]! || a - b);
}

function bestSet({ histogram, leaf }: CategorySearch, order: readonly number[]): Candidate | null {
  const whole = searchedHessian(leaf);
  const most = Math.min(MOST_CATEGORIES, Math.floor((order.length + 1) / 2));
  let gradient = 0;
  let hessian = EPSILON;
  let rows = 0;
  let newRows = 0;
  let best = gainOf(leaf.gradient, whole);
  let found: Candidate | null = null;
  for (let at = 0; at < most; at += 1) {
    const bin = order[at]!;
    const binRows = rowsOf(histogram[2 * bin + 1]!, leaf.rows / whole);
    gradient += histogram[2 * bin]!;
    hessian += histogram[2 * bin + 1]!;
    rows += binRows;
    newRows += binRows;
    if (rows < LEAST_ROWS || hessian < LEAST_HESSIAN) continue;
    const otherHessian = whole - hessian;
    if (leaf.rows - rows < LEAST_ROWS_IN_GROUP || otherHessian < LEAST_HESSIAN) break;
    if (newRows < LEAST_ROWS_IN_GROUP) continue;
    newRows = 0;
    const other = leaf.gradient - gradient;
    const gain = gainOf(gradient, hessian + PENALTY) + gainOf(other, otherHessian + PENALTY);
    if (gain <= best) continue;
    best = gain;
    found = { cut: { only: order.slice(0, at + 1) }, gain, gradient, hessian, penalty: PENALTY };
  }
  return found;
}
