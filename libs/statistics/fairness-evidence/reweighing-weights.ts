/** Labelled rows of one group, or the sums of their weights. */
export interface LabelledGroup {
  readonly group: readonly string[];
  readonly positives: number;
  readonly negatives: number;
}

/** What a row of this group and label should weigh in training; null where there is no such row. */
export interface GroupWeights {
  readonly group: readonly string[];
  readonly positive: number | null;
  readonly negative: number | null;
}

/**
 * Weights under which label and group are independent: (rows of the group × rows of the label) / (all rows × rows of both).
 * Every group then has the base rate of the whole and its own total weight stays. For the training of a new candidate; the
 * weights of rows that have some already are to be multiplied.
 * Source: Kamiran and Calders, Knowledge and Information Systems 33 (2012); AIF360 `Reweighing`, here for any number of groups.
 * Throws RangeError unless all counts are finite and at least 0.
 */
export function reweighingWeights(groups: readonly LabelledGroup[]): GroupWeights[] {
  let positives = 0;
  let negatives = 0;
  for (const entry of groups) {
    if (![entry.positives, entry.negatives].every((count) => count >= 0 && Number.isFinite(count))) {
      throw new RangeError(`counts are needed, got ${entry.positives} and ${entry.negatives}`);
    }
    positives += entry.positives;
    negatives += entry.negatives;
  }
  const rows = positives + negatives;
  return groups.map((entry) => {
    const size = entry.positives + entry.negatives;
    return {
      group: entry.group,
      positive: entry.positives === 0 ? null : (positives * size) / (rows * entry.positives),
      negative: entry.negatives === 0 ? null : (negatives * size) / (rows * entry.negatives),
    };
  });
}
