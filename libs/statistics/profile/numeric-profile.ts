import { type DistinctSketch, emptyDistinctSketch } from './distinct-sketch';
import { emptyQuantileSketch, type QuantileSketch } from './quantile-sketch';

/**
 * Mergeable summary of a numeric column. Moments, counts and sketches cover the finite values only; everything else is counted
 * by its kind, so `profileRows` is the number of rows seen.
 */
export interface NumericProfile {
  readonly kind: 'numeric';
  /** Finite values. */
  n: number;
  /** Null or undefined. */
  missing: number;
  /** NaN. */
  notANumber: number;
  /** +∞ or −∞. */
  infinite: number;
  /** Values of another type, such as text. */
  mismatched: number;
  /** Mean of the finite values; 0 while n is 0. */
  mean: number;
  /** What rounding took from the mean; not stored. */
  meanRest: number;
  /** Sum of squared deviations from the mean. */
  m2: number;
  min: number | null;
  max: number | null;
  /** Strictly ascending; anchored to a baseline, so that profiles of one column can be compared and merged. */
  readonly edges: readonly number[];
  /** One bin more than edges: (−∞, e₀), [e₀, e₁), …, [eₖ, ∞). They sum to n. */
  readonly counts: number[];
  /** Null where it was not kept; a profile that lacks it makes every merged one lack it. */
  readonly quantiles: QuantileSketch | null;
  /** Null where it was not kept. */
  readonly distinct: DistinctSketch | null;
}

/**
 * The profile of no rows: the identity of `mergeProfiles`. Throws RangeError unless the edges are finite and strictly
 * ascending.
 */
export function emptyNumericProfile(edges: readonly number[]): NumericProfile {
  edges.forEach((edge, index) => {
    if (!Number.isFinite(edge) || !(edge > (edges[index - 1] ?? -Infinity))) {
      throw new RangeError(`edges must be finite and strictly ascending, edge ${index} is ${edge}`);
    }
  });
  return {
    kind: 'numeric',
    n: 0,
    missing: 0,
    notANumber: 0,
    infinite: 0,
    mismatched: 0,
    mean: 0,
    meanRest: 0,
    m2: 0,
    min: null,
    max: null,
    // Adding 0 turns -0 into 0, which JSON cannot tell apart.
    edges: edges.map((edge) => edge + 0),
    counts: new Array<number>(edges.length + 1).fill(0),
    quantiles: emptyQuantileSketch(),
    distinct: emptyDistinctSketch(),
  };
}
