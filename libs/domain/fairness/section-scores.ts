import { thresholdSweep } from '@countersign/statistics/fairness-evidence';
import { type BinnedScores, type GroupHistogram, type SectionCounts } from './audit-counts';
import { type FairnessPolicy } from './audit-policy';
import { type GroupResult, type SectionScores } from './audit-results';
import { aucGap } from './auc-gap';
import { isAreaCompared, isSweepCompared } from './compared-scores';
import { groupScores, rowsOf } from './group-scores';
import { scoreEdges } from './score-bin';

/** Bins between two thresholds of the sweep of an audit. */
const step = 5;

/**
 * The scores of a section from its histograms; null where it has none. The first method compared groups of any size, and
 * made intervals at 95 % whatever the level of the policy.
 * @param results of the same groups in the same order
 */
export function sectionScores(
  { groups }: Pick<SectionCounts, 'groups'>,
  results: readonly GroupResult[],
  { method, minimums, alpha }: FairnessPolicy,
): SectionScores | null {
  const binned = groups.flatMap(({ group, histogram }, at) =>
    histogram ? [{ group, histogram, rows: scoredRows(histogram), result: results[at]! }] : [],
  );
  if (binned.length === 0) return null;
  const level = method === 1 ? 0.95 : 1 - alpha;
  const scored = binned.map(({ group, histogram }) => groupScores(group, histogram, level));
  const { gap, between } = aucGap(
    scored,
    (_, at) => method === 1 || isAreaCompared(binned[at]!.result, binned[at]!.rows, minimums),
  );
  const sweep = thresholdSweep(
    scoreEdges.filter((_, bin) => bin % step === 0),
    binned.map(({ group, histogram: { positive, negative, unlabelled }, rows, result }) => ({
      group,
      positives: inSteps(positive),
      negatives: inSteps(negative),
      unlabelled: inSteps(unlabelled),
      isCompared: method === 1 || isSweepCompared(result, rows.all, minimums),
    })),
  );
  return {
    groups: scored,
    aucGap: gap,
    aucBetween: between,
    thresholds: sweep.thresholds,
    sweep: sweep.groups.map((group) => ({ ...group, selected: [...group.selected] })),
    impactRatio: sweep.impactRatio,
  };
}

function scoredRows({ positive, negative, unlabelled }: GroupHistogram) {
  const [positives, negatives] = [rowsOf(positive), rowsOf(negative)];
  return { positives, negatives, all: positives + negatives + rowsOf(unlabelled) };
}

function inSteps({ counts }: BinnedScores): number[] {
  const sums = new Array<number>(counts.length / step).fill(0);
  counts.forEach((count, bin) => (sums[Math.floor(bin / step)]! += count));
  return sums;
}
