import {
  type AssessedDisparity,
  type DenominatorPolicy,
  type FairnessVerdict,
  type GroupMetrics,
  type OutcomeCounts,
  type ScoringCounts,
} from '@countersign/statistics/fairness';
import { type Estimate } from '@countersign/statistics/inference';
import { type CriterionResult } from './audit-results';

/** A group as far as everybody may see it. What is null is hidden. */
export interface ShownGroup {
  readonly group: readonly string[];
  readonly n: number | null;
  readonly share: number | null;
  /** Whether it is large enough to take part in verdicts. */
  readonly eligible: boolean | null;
  /** How many are predicted positive. */
  readonly selected: number | null;
  readonly selectionRate: Estimate | null;
  readonly favourableRate: Estimate | null;
  readonly counts: OutcomeCounts | null;
  readonly scoring: ScoringCounts | null;
  readonly metrics: GroupMetrics | null;
}

/** A disparity with its verdict; its numbers are null where a group behind them is hidden. */
export interface ShownDisparity extends Pick<
  AssessedDisparity,
  'direction' | 'isRobust' | 'isSignificant' | 'limit' | 'metric' | 'reason' | 'verdict'
> {
  readonly difference: Estimate | null;
  readonly ratio: Estimate | null;
  /** As of the disparity; null where a group is hidden. */
  readonly simultaneous: AssessedDisparity['simultaneous'];
  readonly between: AssessedDisparity['between'];
}

export interface ShownSection {
  readonly attributes: readonly string[];
  readonly verdict: FairnessVerdict;
  readonly rows: number;
  readonly unknownGroup: number;
  readonly unpredicted: number;
  readonly denominator: DenominatorPolicy;
  readonly reference: readonly string[] | null;
  /** Empty where the section is withheld. */
  readonly groups: readonly ShownGroup[];
  /** `outcomes`: how many were selected is shown, what became of them is not; `all`: neither. */
  readonly withheld: 'all' | 'none' | 'outcomes';
  readonly disparities: readonly ShownDisparity[];
}

/** The results of an audit for those who may not see small numbers of people. */
export interface SuppressedResults {
  readonly smallCell: number;
  readonly verdict: FairnessVerdict;
  readonly criteria: readonly CriterionResult[];
  readonly sections: readonly ShownSection[];
}
