import { aucGap } from '@countersign/domain/fairness';
import { type GroupCounts } from '@countersign/statistics/fairness';
import { type Estimate } from '@countersign/statistics/inference';
import {
  expectedCalibrationError,
  rocAuc,
  scoreCounts,
  type ScoreCounts,
} from '@countersign/statistics/performance';
import { type ScoredColumns } from './scored-columns';

/** How the scores of one group order and match its labels. */
export interface GroupScores {
  group: readonly string[];
  /** Rows with score and label. */
  n: number;
  auc: Estimate;
  /** Expected calibration error over ten bins of equal width. */
  ece: Estimate;
  /** Mean score minus the share of positives: above 0, the group is scored too high. */
  calibrationInTheLarge: number | null;
}

/** The scores of a section by group. */
export interface ScoreAudit {
  groups: GroupScores[];
  /** Highest minus lowest area under the curve. */
  aucGap: Estimate;
  between: readonly (readonly string[])[];
}

/** Compares how well the scores work in every group. Rows without score, label or group take no part. */
export function scoreAudit(
  groups: readonly GroupCounts[],
  columns: ScoredColumns,
  groupOf: Int32Array,
): ScoreAudit {
  const sizes = new Float64Array(groups.length);
  for (const group of groupOf) if (group >= 0) sizes[group]! += 1;
  const scores = groups.map((_, at) => new Float64Array(sizes[at]!));
  const labels = groups.map((_, at) => new Int8Array(sizes[at]!));
  const next = new Float64Array(groups.length);
  for (let row = 0; row < groupOf.length; row += 1) {
    const group = groupOf[row]!;
    if (group < 0) continue;
    const at = next[group]!;
    scores[group]![at] = columns.scores![row]!;
    labels[group]![at] = columns.labels[row]!;
    next[group] = at + 1;
  }
  const scored = groups.map(({ group }, at) => groupScores(group, scoreCounts(scores[at]!, labels[at]!)));
  const { gap, between } = aucGap(scored);
  return { groups: scored, aucGap: gap, between };
}

function groupScores(group: readonly string[], counts: ScoreCounts): GroupScores {
  let sum = 0;
  counts.scores.forEach((score, at) => (sum += score * (counts.positives[at]! + counts.negatives[at]!)));
  const ece = expectedCalibrationError(counts);
  const isProbability = ece.status === 'ok';
  return {
    group,
    n: counts.n,
    auc: rocAuc(counts),
    ece,
    calibrationInTheLarge: isProbability ? (sum - counts.positiveRows) / counts.n : null,
  };
}
