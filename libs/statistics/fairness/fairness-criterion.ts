import { type DisparityLimit } from './judge-disparity';

export type FairnessCriterionName =
  'demographic_parity' | 'equal_opportunity' | 'equalized_odds' | 'impact_ratio';

/** A criterion with its limits, both inclusive; at least one is needed for a verdict. */
export interface FairnessCriterion extends DisparityLimit {
  readonly name: FairnessCriterionName;
}
