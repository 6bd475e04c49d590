import { type GroupScores, scoreTails } from './score-tails';

/** One group at every threshold; null where a rate has no denominator. */
export interface GroupSweep {
  readonly group: readonly string[];
  readonly n: number;
  readonly selected: Float64Array;
  readonly selectionRate: readonly (number | null)[];
  readonly tpr: readonly (number | null)[];
  readonly fpr: readonly (number | null)[];
}

/** Scores of a group, and whether it takes part in the impact ratio, as one below a minimum does not; true unless told otherwise. */
interface SweptScores extends GroupScores {
  readonly isCompared?: boolean;
}

export interface ThresholdSweep {
  /** A row is selected when its score is at least the threshold. */
  readonly thresholds: readonly number[];
  readonly groups: readonly GroupSweep[];
  /** Lowest over highest selection rate among compared groups that have anybody; null where there are not two or nobody is selected. */
  readonly impactRatio: readonly (number | null)[];
}

/**
 * Rates of every group and the impact ratio at every lower bin edge taken as the threshold, from stored score histograms: no
 * row is needed. `edges` are the lower bounds of the bins, ascending; scores in a bin are at least its bound.
 * O(groups × bins). Throws RangeError when a histogram has another number of bins than there are edges, the edges do not
 * rise or a count is negative.
 */
export function thresholdSweep(edges: readonly number[], groups: readonly SweptScores[]): ThresholdSweep {
  edges.forEach((edge, index) => {
    if (Number.isNaN(edge) || (index > 0 && !(edge > edges[index - 1]!))) {
      throw new RangeError(`the edges of the bins must rise, got ${edge} at ${index}`);
    }
  });
  const sweeps = groups.map((scores) => sweepGroup(scores, edges.length));
  const compared = sweeps.filter((_, index) => groups[index]!.isCompared ?? true);
  return { thresholds: edges, groups: sweeps, impactRatio: impactRatios(compared, edges.length) };
}

function sweepGroup(scores: GroupScores, bins: number): GroupSweep {
  const { group, positives, negatives, unlabelled } = scoreTails(scores, bins);
  const selected = positives.map((count, bin) => count + negatives[bin]! + unlabelled[bin]!);
  const n = selected[0] ?? 0;
  const share = (counts: Float64Array, of: number): (number | null)[] =>
    Array.from(counts, (count) => (of === 0 ? null : count / of));
  return {
    ...{ group, n, selected },
    selectionRate: share(selected, n),
    tpr: share(positives, positives[0] ?? 0),
    fpr: share(negatives, negatives[0] ?? 0),
  };
}

function impactRatios(sweeps: readonly GroupSweep[], bins: number): (number | null)[] {
  const present = sweeps.filter(({ n }) => n > 0);
  return Array.from({ length: bins }, (_, bin) => {
    if (present.length < 2) return null;
    let lowest = Infinity;
    let highest = 0;
    for (const { selected, n } of present) {
      const rate = selected[bin]! / n;
      lowest = Math.min(lowest, rate);
      highest = Math.max(highest, rate);
    }
    return highest === 0 ? null : lowest / highest;
  });
}
