import { type OutcomeCounts } from '../fairness';

/**
 * Mergeable summary of what a model decided and what came true, by group and segment: the artefact from which
 * performance and fairness of any window are computed without its rows. It holds nothing but counts, so profiles merge
 * exactly, in any order.
 */
export interface OutcomeProfile {
  /** What rows are told apart by: attributes of people and properties of the traffic alike. */
  readonly by: readonly string[];
  /** Where the bins of the scores begin, strictly ascending: (−∞, e₀), [e₀, e₁), …, [eₖ, ∞). */
  readonly edges: readonly number[];
  rows: number;
  /** One for each combination of values that occurs, by the JSON of them, which keeps values apart whatever they contain. */
  readonly segments: Map<string, OutcomeSegment>;
}

/** The rows that share one value in each of `by`. */
export interface OutcomeSegment {
  /** In the order of `by`; null where unknown. */
  readonly values: readonly (string | null)[];
  readonly counts: { -readonly [Field in keyof OutcomeCounts]: number };
  /** Rows without prediction: they are in no count above, though they may have a label and a score. */
  unpredicted: number;
  readonly scores: ScoreHistogram;
}

/** Rows by label and bin of the score, one bin more than edges. Together with `unscored` they are all rows of the segment. */
export interface ScoreHistogram {
  readonly positive: number[];
  readonly negative: number[];
  readonly unlabelled: number[];
  /** Rows without a finite score. */
  unscored: number;
}

/** The profile of no rows. Throws RangeError unless the edges are finite and strictly ascending. */
export function emptyOutcomeProfile(by: readonly string[], edges: readonly number[]): OutcomeProfile {
  edges.forEach((edge, index) => {
    if (!Number.isFinite(edge) || !(edge > (edges[index - 1] ?? -Infinity)))
      throw new RangeError(`edges must be finite and strictly ascending, edge ${index} is ${edge}`);
  });
  // Adding 0 turns -0 into 0, which JSON cannot tell apart.
  return { by: [...by], edges: edges.map((edge) => edge + 0), rows: 0, segments: new Map() };
}

/** A segment without rows. */
export function emptyOutcomeSegment(values: readonly (string | null)[], bins: number): OutcomeSegment {
  const none = () => new Array<number>(bins).fill(0);
  return {
    values: [...values],
    counts: { tp: 0, fp: 0, fn: 0, tn: 0, unlabelledPositive: 0, unlabelledNegative: 0 },
    unpredicted: 0,
    scores: { positive: none(), negative: none(), unlabelled: none(), unscored: 0 },
  };
}

/**
 * Edges for scores that are probabilities: `bins` equal bins from 0 to 1.
 * @example probabilityEdges(4) // [0.25, 0.5, 0.75]
 */
export function probabilityEdges(bins = 100): number[] {
  return Array.from({ length: bins - 1 }, (_, index) => (index + 1) / bins);
}
