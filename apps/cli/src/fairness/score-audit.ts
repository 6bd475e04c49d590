import { aucGap, type AuditMinimums, type GroupResult, isAreaCompared } from '@countersign/domain/fairness';
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

interface ScoredGroups {
  groups: readonly GroupResult[];
  minimums: AuditMinimums;
  alpha: number;
}

/**
 * Compares how well the scores work in every group that is large enough. Rows without score, label or group take no part.
 */
export function scoreAudit(
  { groups, minimums, alpha }: ScoredGroups,
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
  const counts = groups.map((_, at) => scoreCounts(scores[at]!, labels[at]!));
  const scored = groups.map(({ group }, at) => groupScores(group, counts[at]!, 1 - alpha));
  const { gap, between } = aucGap(scored, (_, at) => {
    const { positiveRows: positives, negativeRows: negatives } = counts[at]!;
    return isAreaCompared(groups[at]!, { positives, negatives }, minimums);
  });
  return { groups: scored, aucGap: gap, between };
}

function groupScores(group: readonly string[], counts: ScoreCounts, confidenceLevel: number): GroupScores {
  let sum = 0;
  counts.scores.forEach((score, at) => (sum += score * (counts.positives[at]! + counts.negatives[at]!)));
  const ece = expectedCalibrationError(counts);
  const isProbability = ece.status === 'ok';
  return {
    group,
    n: counts.n,
    auc: rocAuc(counts, confidenceLevel),
    ece,
    calibrationInTheLarge: isProbability ? (sum - counts.positiveRows) / counts.n : null,
  };
}
