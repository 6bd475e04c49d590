/** Outcomes of one group as integers: the artefact of an audit, from which every metric can be computed again. */
export interface OutcomeCounts {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly tn: number;
  /** Predicted positive, label unknown. */
  readonly unlabelledPositive: number;
  /** Predicted negative, label unknown. */
  readonly unlabelledNegative: number;
}

/** The cells of a group's counts, in the order in which they are listed and resampled. */
export const outcomeCells = ['tp', 'fp', 'fn', 'tn', 'unlabelledPositive', 'unlabelledNegative'] as const;

export type OutcomeCell = (typeof outcomeCells)[number];

/** How many scored rows of a group lie strictly above the median of the full sample. */
export interface ScoringCounts {
  readonly aboveMedian: number;
  readonly scored: number;
}

export interface GroupCounts {
  /** One value per attribute, in the order of the attributes. */
  readonly group: readonly string[];
  readonly counts: OutcomeCounts;
  /**
   * Only where rows are weighted: sums of the squared weights, `counts` being sums of weights. Intervals and minimums rest
   * on Kish's effective number of rows that follows from the two.
   */
  readonly squares?: OutcomeCounts;
  /** Only where there are scores; rows, never weights. */
  readonly scoring?: ScoringCounts;
}

/** Counts of one population by the groups of one attribute, or of several crossed. */
export interface PopulationCounts {
  readonly attributes: readonly string[];
  /** Every row seen: those of the groups, of unknown group, and without prediction. */
  readonly rows: number;
  /** Rows that lack the value of an attribute. */
  readonly unknownGroup: number;
  /** Rows of a known group without prediction; they take no part. */
  readonly unpredicted: number;
  /** In code-point order of their values, whatever the order of the rows. */
  readonly groups: readonly GroupCounts[];
}

/** Rows with a prediction: what selection rates rest on. */
export function predictedRows(counts: OutcomeCounts): number {
  return labelledRows(counts) + counts.unlabelledPositive + counts.unlabelledNegative;
}

/** Rows with prediction and label: what error rates rest on. */
export function labelledRows({ tp, fp, fn, tn }: OutcomeCounts): number {
  return tp + fp + fn + tn;
}
