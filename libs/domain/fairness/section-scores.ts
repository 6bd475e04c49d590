import { thresholdSweep } from '@countersign/statistics/fairness-evidence';
import { type BinnedScores, type SectionCounts } from './audit-counts';
import { type SectionScores } from './audit-results';
import { aucGap } from './auc-gap';
import { groupScores } from './group-scores';
import { scoreEdges } from './score-bin';

/** Bins between two thresholds of the sweep of an audit. */
const step = 5;

/** The scores of a section from its histograms; null where it has none. */
export function sectionScores({ groups }: Pick<SectionCounts, 'groups'>): SectionScores | null {
  const binned = groups.flatMap(({ group, histogram }) => (histogram ? [{ group, histogram }] : []));
  if (binned.length === 0) return null;
  const scored = binned.map(({ group, histogram }) => groupScores(group, histogram));
  const { gap, between } = aucGap(scored);
  const sweep = thresholdSweep(
    scoreEdges.filter((_, bin) => bin % step === 0),
    binned.map(({ group, histogram: { positive, negative, unlabelled } }) => ({
      group,
      positives: inSteps(positive),
      negatives: inSteps(negative),
      unlabelled: inSteps(unlabelled),
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

function inSteps({ counts }: BinnedScores): number[] {
  const sums = new Array<number>(counts.length / step).fill(0);
  counts.forEach((count, bin) => (sums[Math.floor(bin / step)]! += count));
  return sums;
}
