import { nextDouble } from '../profile';

/**
 * Counts of a sample over bins, with its moments: (−∞, e₀), [e₀, e₁), …, [eₖ, ∞), so one count more than edges. A
 * numeric profile is one. Two samples are compared on the same edges.
 */
export interface BinnedSample {
  readonly n: number;
  readonly mean: number;
  /** Sum of squared deviations from the mean. */
  readonly m2: number;
  /** Null while n is 0. */
  readonly min: number | null;
  readonly max: number | null;
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/** One bin on both sides: its width and the cumulative shares of reference and current at its two ends. */
export interface BinStep {
  /** 0 where the bin can hold but one value. */
  readonly width: number;
  readonly reference: readonly [before: number, after: number];
  readonly current: readonly [before: number, after: number];
}

/**
 * The bins from the smallest to the largest value of both sides. Throws RangeError unless both have the same edges and
 * hold something.
 */
export function binSteps(reference: BinnedSample, current: BinnedSample): BinStep[] {
  const { edges } = reference;
  if (edges.length !== current.edges.length || edges.some((edge, bin) => edge !== current.edges[bin])) {
    throw new RangeError('two samples are compared on the same edges');
  }
  const lowest = Math.min(reference.min!, current.min!);
  const highest = Math.max(reference.max!, current.max!);
  let ofReference = 0;
  let ofCurrent = 0;
  return reference.counts.map((count, bin) => {
    const before: [number, number] = [ofReference / reference.n, ofCurrent / current.n];
    ofReference += count;
    ofCurrent += current.counts[bin]!;
    const from = Math.max(lowest, edges[bin - 1] ?? lowest);
    const to = Math.min(highest, edges[bin] ?? highest);
    // [v, next double) holds nothing but v.
    const isSingle = edges[bin] !== undefined && edges[bin] === nextDouble(from);
    return {
      width: isSingle ? 0 : Math.max(0, to - from),
      reference: [before[0], ofReference / reference.n],
      current: [before[1], ofCurrent / current.n],
    };
  });
}
