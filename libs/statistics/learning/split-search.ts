import { binCount, type FeatureBins } from './feature-bins';

const LEAST_ROWS = 20;
const LEAST_HESSIAN = 1e-3;
/** LightGBM's kEpsilon, a float32 there. */
const EPSILON = Math.fround(1e-15);

/** Sums over the rows of a leaf. */
export interface LeafSums {
  readonly gradient: number;
  readonly hessian: number;
  readonly rows: number;
}

/** A cut of one leaf by one feature: bins up to `bin` go left, missing values where `missingLeft` says. */
export interface Split {
  readonly feature: number;
  readonly bin: number;
  readonly missingLeft: boolean;
  /** By how much the loss falls; positive. */
  readonly gain: number;
}

interface Search {
  readonly feature: number;
  readonly bins: FeatureBins;
  /** Gradient and hessian of each bin in turn. */
  readonly histogram: Float64Array;
  readonly leaf: LeafSums;
}

/**
 * The best cut of a leaf by one feature, or null when none lowers the loss with at least 20 rows and a hessian of 0.001 on
 * either side. Missing values are tried on both sides. Of equal gains the first found stays, from the right as LightGBM
 * searches (`feature_histogram.hpp`); as there, the rows of a bin are inferred from its hessian.
 */
export function findSplit(search: Search): Split | null {
  const { bins } = search;
  const triesBoth = bins.hasMissingBin && binCount(bins) > 2;
  const fromRight = scan(search, true, triesBoth);
  if (!triesBoth) return fromRight && { ...fromRight, missingLeft: !bins.hasMissingBin };
  const fromLeft = scan(search, false, true);
  return fromLeft && fromLeft.gain > (fromRight?.gain ?? -Infinity) ? fromLeft : fromRight;
}

function scan(
  { feature, bins, histogram, leaf }: Search,
  isFromRight: boolean,
  skipsMissing: boolean,
): Split | null {
  const hessian = leaf.hessian + 2 * EPSILON;
  const rowsPerHessian = leaf.rows / hessian;
  const before = (leaf.gradient * leaf.gradient) / hessian;
  const last = binCount(bins) - 1 - (skipsMissing ? 1 : 0);
  const rowsOf = (sum: number): number => Math.floor(sum * rowsPerHessian + 0.5);
  const isFirst = !isFromRight && bins.isFirstInferred;
  let gradientSum = 0;
  let hessianSum = EPSILON;
  let rows = 0;
  let best = before;
  let bestBin = -1;
  // From the left the last cut has all values on one side and the missing ones on the other.
  const steps = isFromRight ? last : last + 1;
  for (let step = 0; step < steps; step += 1) {
    const bin = isFromRight ? last - step : step;
    const binHessian = histogram[2 * bin + 1]!;
    gradientSum += histogram[2 * bin]!;
    hessianSum += binHessian;
    rows += isFirst && bin === 0 ? firstBinRows(histogram, leaf.rows, rowsPerHessian) : rowsOf(binHessian);
    if (rows < LEAST_ROWS || hessianSum < LEAST_HESSIAN) continue;
    const otherHessian = hessian - hessianSum;
    if (leaf.rows - rows < LEAST_ROWS || otherHessian < LEAST_HESSIAN) break;
    const other = leaf.gradient - gradientSum;
    const gain = (gradientSum * gradientSum) / hessianSum + (other * other) / otherHessian;
    if (gain <= best) continue;
    best = gain;
    bestBin = isFromRight ? bin - 1 : bin;
  }
  if (bestBin < 0) return null;
  return { feature, bin: bestBin, missingLeft: isFromRight, gain: best - before };
}

/** The rows that the other bins leave over; rounding makes this another number than the bin's own hessian gives. */
function firstBinRows(histogram: Float64Array, rows: number, rowsPerHessian: number): number {
  let left = rows;
  for (let place = 3; place < histogram.length; place += 2) {
    left -= Math.floor(histogram[place]! * rowsPerHessian + 0.5);
  }
  return left;
}
