import { type FeatureBins } from './feature-bins';

/** No side of a cut has a smaller sum of hessians. */
export const LEAST_HESSIAN = 1e-3;
/** LightGBM's kEpsilon, a float32 there. */
export const EPSILON = Math.fround(1e-15);

/** Sums over the rows of a leaf. */
export interface LeafSums {
  readonly gradient: number;
  readonly hessian: number;
  readonly rows: number;
}

/** Where to look for a cut: one feature in one leaf. */
export interface SplitSearch<Bins extends FeatureBins = FeatureBins> {
  readonly feature: number;
  readonly bins: Bins;
  /** Gradient and hessian of each bin in turn. */
  readonly histogram: Float64Array;
  readonly leaf: LeafSums;
}

/** Which bins go left: those up to one, and missing values where told; or only those of a set. */
export type Cut =
  { readonly upTo: number; readonly missingLeft: boolean } | { readonly only: readonly number[] };

/** One side of a cut. */
interface SplitSide {
  readonly gradient: number;
  readonly hessian: number;
  /** The step that lowers the loss most: −gradient / (hessian + penalty). */
  readonly step: number;
}

/** A cut of one leaf by one feature. */
export interface Split {
  readonly feature: number;
  readonly cut: Cut;
  /** By how much the loss falls; positive. */
  readonly gain: number;
  readonly left: SplitSide;
  readonly right: SplitSide;
}

/** A cut that may turn out to be the best: its value, and the sums on its left side. */
export interface Candidate {
  readonly cut: Cut;
  /** What the two sides lower the loss by; the leaf as it is has `gainOf` too. */
  readonly gain: number;
  readonly gradient: number;
  readonly hessian: number;
  /** Added to the hessians of both sides. */
  readonly penalty: number;
}

/** What a set of rows can lower the loss by, twice over. */
export const gainOf = (gradient: number, hessian: number): number => (gradient * gradient) / hessian;

/** The leaf's hessian as LightGBM searches with it. */
export const searchedHessian = ({ hessian }: LeafSums): number => hessian + 2 * EPSILON;

/** Rows are not counted by bin but inferred from hessians. */
export const rowsOf = (hessian: number, rowsPerHessian: number): number =>
  Math.floor(hessian * rowsPerHessian + 0.5);

/** The candidate with the sums of both sides, each with the last bits that LightGBM has. */
export function splitOf({ feature, leaf }: SplitSearch, candidate: Candidate): Split {
  const { cut, gradient, hessian, penalty } = candidate;
  const whole = searchedHessian(leaf);
  const restGradient = leaf.gradient - gradient;
  const restHessian = whole - hessian;
  return {
    feature,
    cut,
    gain: candidate.gain - gainOf(leaf.gradient, whole),
    left: { gradient, hessian: hessian - EPSILON, step: -gradient / (hessian + penalty) },
    right: {
      gradient: restGradient,
      hessian: restHessian - EPSILON,
      step: -restGradient / (restHessian + penalty),
    },
  };
}

/** A 1 for each bin that goes left. */
export function leftBins(bins: FeatureBins, cut: Cut): Uint8Array {
  const isLeft = new Uint8Array(bins.count);
  if ('only' in cut) for (const bin of cut.only) isLeft[bin] = 1;
  else isLeft.fill(1, 0, cut.upTo + 1);
  if ('missingLeft' in cut && bins.kind === 'numbers' && bins.hasMissingBin) {
    isLeft[bins.count - 1] = cut.missingLeft ? 1 : 0;
  }
  return isLeft;
}
