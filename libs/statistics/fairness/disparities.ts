import { compareGroups, type ComparisonOptions } from './compare-groups';
import { type Disparity, type DisparityOptions, type FairnessCriterionName } from './disparity';
import { equalizedOdds, type WorstCase } from './equalized-odds';
import { judgeDisparity } from './judge-disparity';
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
    const worst = compareBy(criterion.name, groups, { ...options, isHeadlineOnly: true });
    return { criterion, ...worst, ...judgeDisparity(criterion, worst) };
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
