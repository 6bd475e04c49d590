import { type Estimate, type ReasonCode } from '../inference';
import { type ComparisonOptions, type ExtremeGroups } from './compare-groups';
import { type ExcludedGroup } from './eligible-groups';
import { type DisparityLimit, type FairnessVerdict } from './judge-disparity';

export type FairnessCriterionName =
  'demographic_parity' | 'equal_opportunity' | 'equalized_odds' | 'impact_ratio';

/** A criterion with its limits, both inclusive; at least one is needed for a verdict. */
export interface FairnessCriterion extends DisparityLimit {
  readonly name: FairnessCriterionName;
}

/** One criterion judged over the groups of one attribute or intersection. */
export interface Disparity {
  readonly criterion: FairnessCriterion;
  readonly difference: Estimate;
  readonly ratio: Estimate;
  /** The groups whose difference is shown, lowest rate first; null when there are not two to compare. */
  readonly between: ExtremeGroups | null;
  /** The groups whose ratio is shown; another pair than `between` only where the criterion joins two rates. */
  readonly ratioBetween: ExtremeGroups | null;
  /** Groups that took no part in the verdict. */
  readonly excluded: readonly ExcludedGroup[];
  readonly verdict: FairnessVerdict;
  /** Why the evidence is insufficient; null otherwise. */
  readonly reason: ReasonCode | null;
}

export interface DisparityOptions extends ComparisonOptions {
  readonly criteria: readonly FairnessCriterion[];
}
