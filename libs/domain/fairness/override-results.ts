import { type RateComparison } from '@countersign/statistics/fairness';
import { type Estimate } from '@countersign/statistics/inference';
import { type DecisionCounts } from './decision-counts';

/** What people made of the predictions for one group. Rates have Wilson intervals. */
export interface GroupOverrides {
  readonly group: readonly string[];
  readonly counts: DecisionCounts;
  /** Rows with prediction and decision. */
  readonly decided: number;
  /** Rows with prediction and without decision. */
  readonly undecided: number;
  /** With a decision, of all predicted; the rates below are of those. */
  readonly decidedShare: Estimate;
  /** Whether the group has decisions enough to take part in comparisons; a rate may still rest on too few of them. */
  readonly eligible: boolean;
  /** Decided otherwise than predicted, of all. */
  readonly overruled: Estimate;
  /** Decided favourably, of those with the unfavourable prediction. */
  readonly toFavourable: Estimate;
  /** Decided unfavourably, of those with the favourable prediction. */
  readonly toUnfavourable: Estimate;
  /** With the favourable prediction, of all. */
  readonly favourableBefore: Estimate;
  /** With the favourable decision, of all. */
  readonly favourableAfter: Estimate;
}

/**
 * How often people overruled the model, by group. Comparisons have no limit and no verdict; where measures are named, a
 * decision stands in place of the label, so that `for` is the share overruled of those predicted negative and `fdr` that of
 * those predicted positive. p-values are adjusted over all tests about decisions of the audit.
 */
export interface SectionOverrides {
  readonly decided: number;
  readonly undecided: number;
  /** People of unknown group with a prediction, by decision. */
  readonly unknown: DecisionCounts;
  readonly groups: readonly GroupOverrides[];
  readonly toFavourable: RateComparison;
  readonly toUnfavourable: RateComparison;
  /** Of favourable rates, of which the ratio is the impact ratio. */
  readonly before: RateComparison;
  readonly after: RateComparison;
}
