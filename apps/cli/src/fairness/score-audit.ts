import { type Estimate, known, type KnownEstimate, notComputable } from '@countersign/statistics/inference';
import {
  expectedCalibrationError,
  rocAuc,
  scoreCounts,
  type ScoreCounts,
} from '@countersign/statistics/performance';
import { type AuditPopulation } from './audit-populations';
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

/** The scores of a population by group. */
export interface ScoreAudit {
  groups: GroupScores[];
  /** Highest minus lowest area under the curve. */
  aucGap: Estimate;
  between: readonly (readonly string[])[];
}

/** Compares how well the scores work in every group. Rows without score, label or group take no part. */
export function scoreAudit(
  { groups }: AuditPopulation,
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
  return { groups: scored, ...gapOf(scored) };
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

function gapOf(groups: readonly GroupScores[]): Pick<ScoreAudit, 'aucGap' | 'between'> {
  const method = 'difference_of_roc_auc';
  const ranked = groups.filter(({ auc }) => auc.status === 'ok');
  const n = ranked.reduce((total, group) => total + group.n, 0);
  if (ranked.length < 2) {
    const reason = ranked.length === 1 ? 'single_group' : 'missing_group';
    return { aucGap: notComputable({ n, method, reason }), between: [] };
  }
  const low = ranked.reduce((least, next) => (next.auc.value! < least.auc.value! ? next : least));
  const high = ranked.reduce((most, next) => (next.auc.value! >= most.auc.value! ? next : most));
  const gap = differenceOf(high.auc, low.auc, { n, method });
  return { aucGap: ranked.length > 2 ? picked(gap) : gap, between: [low.group, high.group] };
}

/** The two farthest apart of several have no interval: it would not allow for their having been looked for. */
function picked({ value, n, method }: KnownEstimate): Estimate {
  return known({ n, method, value, intervalReason: 'farthest_of_several' });
}

/** Two groups are independent, so their intervals join as Newcombe's do. */
function differenceOf(high: Estimate, low: Estimate, basis: { n: number; method: string }): KnownEstimate {
  const value = high.value! - low.value!;
  const [above, below] = [high, low].map((each) => (each.status === 'ok' ? each.interval : undefined));
  if (above === undefined || below === undefined) return known({ ...basis, value });
  const interval = {
    lower: value - Math.hypot(high.value! - above.lower, below.upper - low.value!),
    upper: value + Math.hypot(above.upper - high.value!, low.value! - below.lower),
    confidenceLevel: above.confidenceLevel,
    method: 'mover_delong',
  };
  return known({ ...basis, value, interval });
}
