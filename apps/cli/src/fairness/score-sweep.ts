import { type AuditMinimums, type GroupResult, isSweepCompared } from '@countersign/domain/fairness';
import { type ThresholdSweep, thresholdSweep } from '@countersign/statistics/fairness-evidence';
import { type ScoredColumns } from './scored-columns';

/** The thresholds of a sweep, and the last of them that every row's score reaches; 255 without score. */
export interface SweepBins {
  edges: readonly number[];
  bins: Uint8Array;
}

const steps = 20;
const noBin = 255;

/** 20 thresholds: even ones for probabilities, quantiles of the scores otherwise. */
export function sweepBins({ scores, sorted }: ScoredColumns): SweepBins {
  const edges = edgesOf(sorted!);
  const bins = Uint8Array.from(scores!, (score) => (Number.isFinite(score) ? binOf(score, edges) : noBin));
  return { edges, bins };
}

/** What every group's rates would be at each threshold. */
export function scoreSweep(
  { groups, minimums }: { groups: readonly GroupResult[]; minimums: AuditMinimums },
  { columns, sweep: { edges, bins } }: { columns: ScoredColumns; sweep: SweepBins },
  groupOf: Int32Array,
): ThresholdSweep {
  const counts = (): Float64Array => new Float64Array(edges.length);
  const histograms = groups.map(({ group }) => ({
    group,
    unlabelled: counts(),
    negatives: counts(),
    positives: counts(),
  }));
  const sides = histograms.map(({ unlabelled, negatives, positives }) => [unlabelled, negatives, positives]);
  for (let row = 0; row < groupOf.length; row += 1) {
    const [group, bin] = [groupOf[row]!, bins[row]!];
    if (group >= 0 && bin !== noBin) sides[group]![columns.labels[row]! + 1]![bin]! += 1;
  }
  const compared = sides.map((bySide, at) => {
    const scored = bySide.flatMap((side) => [...side]).reduce((sum, count) => sum + count, 0);
    return isSweepCompared(groups[at]!, scored, minimums);
  });
  return thresholdSweep(
    edges,
    histograms.map((histogram, at) => ({ ...histogram, isCompared: compared[at]! })),
  );
}

function edgesOf(sorted: Float64Array): number[] {
  if (sorted.length === 0) return [0];
  const [least, most] = [sorted[0]!, sorted.at(-1)!];
  if (least >= 0 && most <= 1) return Array.from({ length: steps }, (_, step) => step / steps);
  const quantiles = Array.from(
    { length: steps },
    (_, step) => sorted[Math.floor((step * sorted.length) / steps)]!,
  );
  return [...new Set(quantiles)];
}

/** The last edge that the score reaches. */
function binOf(score: number, edges: readonly number[]): number {
  let [low, high] = [0, edges.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (edges[middle]! <= score) low = middle;
    else high = middle - 1;
  }
  return low;
}
