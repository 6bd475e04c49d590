import { type ReasonCode } from '../inference';
import { compareGroups, type ComparisonOptions } from './compare-groups';
import {
  type Disparity,
  type DisparityOptions,
  type FairnessCriterion,
  type FairnessCriterionName,
  type FairnessVerdict,
} from './disparity';
import { equalizedOdds, type WorstCase } from './equalized-odds';
import { type GroupRateName } from './rate-cells';
import { type GroupCounts } from './outcome-counts';

const rateOf: Record<Exclude<FairnessCriterionName, 'equalized_odds'>, GroupRateName> = {
  demographic_parity: 'selection_rate',
  equal_opportunity: 'tpr',
  impact_ratio: 'favourable_rate',
};

/**
 * Judges each criterion over the groups: demographic parity compares selection rates (predicted positive), equal
 * opportunity true positive rates, equalized odds true and false positive rates, the impact ratio the rates of the
 * favourable prediction. Groups too small for a rate are listed as excluded. FAIL needs a computed value beyond its
 * limit, PASS needs every limit met; everything else is INSUFFICIENT_EVIDENCE with its reason.
 * Throws RangeError unless minimumGroupSize is at least 1.
 */
export function disparities(groups: readonly GroupCounts[], options: DisparityOptions): Disparity[] {
  if (!(options.minimumGroupSize >= 1)) {
    throw new RangeError(`minimumGroupSize must be at least 1, got ${options.minimumGroupSize}`);
  }
  return options.criteria.map((criterion) => {
    const worst = compareBy(criterion.name, groups, options);
    return { criterion, ...worst, ...judge(criterion, worst) };
  });
}

function compareBy(
  name: FairnessCriterionName,
  groups: readonly GroupCounts[],
  options: ComparisonOptions,
): WorstCase {
  if (name === 'equalized_odds') return equalizedOdds(groups, options);
  const { difference, ratio, between, ratioBetween, excluded } = compareGroups(rateOf[name], groups, options);
  return { difference, ratio, between, ratioBetween, excluded };
}

function judge(
  { maximumDifference, minimumRatio }: FairnessCriterion,
  { difference, ratio }: WorstCase,
): { verdict: FairnessVerdict; reason: ReasonCode | null } {
  const judged = [
    ...(maximumDifference === undefined
      ? []
      : [{ estimate: difference, passes: (value: number): boolean => value <= maximumDifference }]),
    ...(minimumRatio === undefined
      ? []
      : [{ estimate: ratio, passes: (value: number): boolean => value >= minimumRatio }]),
  ];
  const insufficient = (reason: ReasonCode) => ({ verdict: 'INSUFFICIENT_EVIDENCE' as const, reason });
  if (judged.length === 0) return insufficient('no_limit');
  if (judged.some(({ estimate, passes }) => estimate.status === 'ok' && !passes(estimate.value))) {
    return { verdict: 'FAIL', reason: null };
  }
  for (const { estimate } of judged) if (estimate.status !== 'ok') return insufficient(estimate.reason);
  return { verdict: 'PASS', reason: null };
}
