import { outcomesAt, type ScoreTails } from '@countersign/statistics/fairness-evidence';
import { type OutcomeCounts } from '@countersign/statistics/fairness';
import { type Estimate } from '@countersign/statistics/inference';
import { errorCost, type ErrorCosts, totalCost } from './error-cost';
import { type JudgedThreshold } from './threshold-judge';

/** What errors cost one group, or all together, at a threshold. */
export interface GroupCost {
  /** Empty for all groups together. */
  readonly group: readonly string[];
  readonly counts: OutcomeCounts;
  /** Of all labelled rows there. */
  readonly total: number;
  /** Per labelled row, with its interval. */
  readonly mean: Estimate;
}

/** The cost of errors at a bin edge as the threshold: each group, and the people of all known groups together. */
export function costsAt(
  tails: readonly ScoreTails[],
  bin: number,
  { costs, confidenceLevel }: { readonly costs: ErrorCosts; readonly confidenceLevel: number },
): { readonly groups: readonly GroupCost[]; readonly all: GroupCost } {
  const costOf = (group: readonly string[], counts: OutcomeCounts): GroupCost => ({
    ...{ group, counts, total: totalCost(counts, costs) },
    mean: errorCost(counts, costs, confidenceLevel),
  });
  const groups = tails.map((each) => costOf(each.group, outcomesAt(each, bin)));
  return { groups, all: costOf([], groups.map(({ counts }) => counts).reduce(sumOf, nobody)) };
}

const nobody: OutcomeCounts = {
  ...{ tp: 0, fp: 0, fn: 0, tn: 0 },
  ...{ unlabelledPositive: 0, unlabelledNegative: 0 },
};

function sumOf(a: OutcomeCounts, b: OutcomeCounts): OutcomeCounts {
  return {
    ...{ tp: a.tp + b.tp, fp: a.fp + b.fp, fn: a.fn + b.fn, tn: a.tn + b.tn },
    unlabelledPositive: a.unlabelledPositive + b.unlabelledPositive,
    unlabelledNegative: a.unlabelledNegative + b.unlabelledNegative,
  };
}

/** A threshold at which every criterion passes, with what it costs. */
export interface ThresholdOption extends JudgedThreshold {
  readonly all: GroupCost;
}

/**
 * The thresholds that meet every criterion, the cheapest first; of two that cost the same the lower one. The first of many is
 * cheap by luck, too: its interval holds for a threshold that was chosen without looking.
 */
export function thresholdOptions(
  judged: readonly JudgedThreshold[],
  tails: readonly ScoreTails[],
  options: Parameters<typeof costsAt>[2],
): ThresholdOption[] {
  return judged
    .filter(({ verdict }) => verdict === 'PASS')
    .map((each) => ({ ...each, all: costsAt(tails, each.bin, options).all }))
    .sort((a, b) => a.all.total - b.all.total || a.bin - b.bin);
}
