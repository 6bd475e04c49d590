import {
  type DisparityName,
  type GroupCounts,
  groupMetrics,
  type GroupRateName,
} from '@countersign/statistics/fairness';
import { type ProportionCount } from '@countersign/statistics/inference';
import { type FairnessPolicy } from './audit-policy';

/** The disparities that compare a rate, which is so many of so many people. */
const rateOf = {
  demographic_parity: 'selection_rate',
  impact_ratio: 'favourable_rate',
  equal_opportunity: 'tpr',
  predictive_parity: 'ppv',
  fpr_parity: 'fpr',
  fnr_parity: 'fnr',
  for_parity: 'for',
  accuracy_parity: 'accuracy',
  scoring_rate: 'scoring_rate',
} as const satisfies Partial<Record<DisparityName, GroupRateName | 'scoring_rate'>>;

export type RateDisparity = keyof typeof rateOf;

export const rateDisparities = Object.keys(rateOf) as RateDisparity[];

/** The rate that a disparity compares, of one group; of nobody where the group is not there. */
export function rateCounts(
  disparity: RateDisparity,
  group: Omit<GroupCounts, 'group'> | undefined,
  { favourable }: Pick<FairnessPolicy, 'favourable'>,
): ProportionCount {
  if (group === undefined) return { successes: 0, n: 0 };
  const name = rateOf[disparity];
  if (name === 'scoring_rate') {
    const { aboveMedian, scored } = group.scoring ?? { aboveMedian: 0, scored: 0 };
    return { successes: aboveMedian, n: scored };
  }
  const { numerator, denominator } = groupMetrics(group.counts, { favourable: favourable.prediction })[name];
  return { successes: numerator ?? 0, n: denominator ?? 0 };
}
