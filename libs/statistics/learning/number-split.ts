import { LEAST_ROWS } from './bin-counts';
import { type NumberBins } from './number-bins';
import {
  type Candidate,
  EPSILON,
  gainOf,
  LEAST_HESSIAN,
  rowsOf,
  searchedHessian,
  type SplitSearch,
} from './split';

type NumberSearch = SplitSearch<NumberBins>;

/**
 * The best cut of a leaf by a feature of numbers, or null when none lowers the loss with at least 20 rows and a hessian of
 * 0.001 on either side. Missing values are tried on both sides. Of equal gains the first found stays, from the right as
 * LightGBM searches (`feature_histogram.hpp`). O(bins).
 */
export function findNumberSplit(search: NumberSearch): Candidate | null {
  const { bins, leaf } = search;
  const triesBoth = bins.hasMissingBin && bins.count > 2;
  const fromRight = scanFromRight(search, triesBoth);
  if (!triesBoth) return fromRight;
  const fromLeft = scanFromLeft(search);
  if (fromLeft === null || fromRight === null) return fromLeft ?? fromRight;
  const before = gainOf(leaf.gradient, searchedHessian(leaf));
  return fromLeft.gain > fromRight.gain - before + before ? fromLeft : fromRight;
}

/** Cuts from the last bin down; missing values go left where both sides are tried. */
function scanFromRight({ bins, histogram, leaf }: NumberSearch, triesBoth: boolean): Candidate | null {
  const hessian = searchedHessian(leaf);
  const rowsPerHessian = leaf.rows / hessian;
  let right = 0;
  let rightHessian = EPSILON;
  let rows = 0;
  let best = gainOf(leaf.gradient, hessian);
  let found: Candidate | null = null;
  for (let bin = bins.count - (triesBoth ? 2 : 1); bin > 0; bin -= 1) {
    const binHessian = histogram[2 * bin + 1]!;
    right += histogram[2 * bin]!;
    rightHessian += binHessian;
    rows += rowsOf(binHessian, rowsPerHessian);
    if (rows < LEAST_ROWS || rightHessian < LEAST_HESSIAN) continue;
    const leftHessian = hessian - rightHessian;
    if (leaf.rows - rows < LEAST_ROWS || leftHessian < LEAST_HESSIAN) break;
    const left = leaf.gradient - right;
    const gain = gainOf(left, leftHessian) + gainOf(right, rightHessian);
    if (gain <= best) continue;
    best = gain;
    const cut = { upTo: bin - 1, missingLeft: triesBoth };
    found = { cut, gain, gradient: left, hessian: leftHessian, penalty: 0 };
  }
  return found;
}

/** Cuts from the first bin up, missing values on the right; the last cut has nothing else there. */
function scanFromLeft({ bins, histogram, leaf }: NumberSearch): Candidate | null {
  const hessian = searchedHessian(leaf);
  const rowsPerHessian = leaf.rows / hessian;
  let { left, leftHessian, rows } = beforeFirst({ bins, histogram, leaf }, rowsPerHessian);
  let best = gainOf(leaf.gradient, hessian);
  let found: Candidate | null = null;
  for (let bin = 0; bin < bins.count - 1; bin += 1) {
    if (bin > 0 || bins.inferred > 0) {
      const binHessian = histogram[2 * bin + 1]!;
      left += histogram[2 * bin]!;
      leftHessian += binHessian;
      rows += rowsOf(binHessian, rowsPerHessian);
    }
    if (rows < LEAST_ROWS || leftHessian < LEAST_HESSIAN) continue;
    const rightHessian = hessian - leftHessian;
    if (leaf.rows - rows < LEAST_ROWS || rightHessian < LEAST_HESSIAN) break;
    const right = leaf.gradient - left;
    const gain = gainOf(left, leftHessian) + gainOf(right, rightHessian);
    if (gain <= best) continue;
    best = gain;
    const cut = { upTo: bin, missingLeft: false };
    found = { cut, gain, gradient: left, hessian: leftHessian, penalty: 0 };
  }
  return found;
}

/** Nothing; or where the first bin is the inferred one, what the other bins leave over: rounding makes this another sum. */
function beforeFirst(
  { bins, histogram, leaf }: Omit<NumberSearch, 'feature'>,
  rowsPerHessian: number,
): { left: number; leftHessian: number; rows: number } {
  if (bins.inferred > 0) return { left: 0, leftHessian: EPSILON, rows: 0 };
  let left = leaf.gradient;
  let leftHessian = searchedHessian(leaf) - EPSILON;
  let { rows } = leaf;
  for (let bin = 1; bin < bins.count; bin += 1) {
    left -= histogram[2 * bin]!;
    leftHessian -= histogram[2 * bin + 1]!;
    rows -= rowsOf(histogram[2 * bin + 1]!, rowsPerHessian);
  }
  return { left, leftHessian, rows };
}
