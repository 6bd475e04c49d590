import {
  type AssessedDisparity,
  type DenominatorPolicy,
  type DifferentialFairness,
  type DisparityName,
  type FairnessVerdict,
  type GroupMetrics,
  type OutcomeCounts,
  type ScoringCounts,
} from '@countersign/statistics/fairness';
import {
  type CredibleGap,
  type GroupWeights,
  type MissingDemographicsBounds,
  type SampleSizeAdvice,
  type ShrunkRates,
} from '@countersign/statistics/fairness-evidence';
import { type Estimate, type ReasonCode } from '@countersign/statistics/inference';
import { type LawReport } from '@countersign/statistics/law-packs';
import { type SectionOverrides } from './override-results';

/** One group: its counts and what follows from them. */
export interface GroupResult {
  /** One value per attribute. */
  readonly group: readonly string[];
  /** Rows with a prediction. */
  readonly n: number;
  /** Part of all predicted rows of known group; 0 where there are none. */
  readonly share: number;
  /** Whether the group is large enough to take part in verdicts; a rate may still rest on too few of its rows. */
  readonly eligible: boolean;
  readonly counts: OutcomeCounts;
  /** Null without scores. */
  readonly scoring: ScoringCounts | null;
  /** Every rate with its Wilson interval. */
  readonly metrics: GroupMetrics;
}

/** Rows whose scores lie in one tenth of [0, 1]: mean score beside the share of positives. */
export interface CalibrationTenth {
  readonly lower: number;
  readonly upper: number;
  /** Rows with score and label. */
  readonly n: number;
  readonly meanScore: number;
  readonly observed: Estimate;
}

/** How the scores of one group order and match its labels, from 100 bins. */
export interface GroupScoreResult {
  readonly group: readonly string[];
  /** Rows with score and label. */
  readonly n: number;
  readonly auc: Estimate;
  /** Expected calibration error over tenths. */
  readonly ece: Estimate;
  /** Mean score minus the share of positives: above 0, the group is scored too high. Null without rows. */
  readonly calibrationInTheLarge: number | null;
  /** The tenths that hold labelled rows. */
  readonly calibration: readonly CalibrationTenth[];
}

/** What would be selected if every score from a threshold on were. */
export interface SweptGroup {
  readonly group: readonly string[];
  /** Rows with a score. */
  readonly n: number;
  readonly selected: readonly number[];
  readonly selectionRate: readonly (number | null)[];
  readonly tpr: readonly (number | null)[];
  readonly fpr: readonly (number | null)[];
}

/** The scores of a section. */
export interface SectionScores {
  readonly groups: readonly GroupScoreResult[];
  /** Highest minus lowest area under the curve. */
  readonly aucGap: Estimate;
  /** The groups of the gap, lowest first; empty where there is none. */
  readonly aucBetween: readonly (readonly string[])[];
  readonly thresholds: readonly number[];
  readonly sweep: readonly SweptGroup[];
  /** Lowest over highest selection rate at each threshold. */
  readonly impactRatio: readonly (number | null)[];
}

/** Everything about one attribute or crossing. */
export interface SectionResults {
  readonly attributes: readonly string[];
  readonly verdict: FairnessVerdict;
  readonly rows: number;
  /** Rows of unknown group, and those of them with a prediction by outcome. */
  readonly unknownGroup: number;
  readonly unknownPeople: OutcomeCounts;
  readonly unpredicted: number;
  /** Predicted rows of known group without label. */
  readonly unlabelled: number;
  readonly denominator: DenominatorPolicy;
  readonly reference: readonly string[] | null;
  readonly groups: readonly GroupResult[];
  readonly disparities: readonly AssessedDisparity[];
  readonly differential: DifferentialFairness;
  /** What people of unknown group could do to impact ratios; null where there are none, or no ratio is asked for. */
  readonly bounds: MissingDemographicsBounds | null;
  readonly advice: SampleSizeAdvice | null;
  /** Training weights by group and label; null without labels. */
  readonly reweighing: readonly GroupWeights[] | null;
  /** Rates of the favourable prediction shrunken towards the whole; null with fewer than `manyGroups` groups. */
  readonly shrunken: ShrunkRates | null;
  readonly largestGap: CredibleGap | null;
  /** Null without scores in [0, 1]. */
  readonly scores: SectionScores | null;
  /** Only where people's decisions are counted. */
  readonly overrides?: SectionOverrides;
}

/** One criterion over all sections. */
export interface CriterionResult {
  readonly criterion: DisparityName;
  readonly verdict: FairnessVerdict;
  readonly sections: readonly {
    readonly attributes: readonly string[];
    readonly verdict: FairnessVerdict;
    /** Why the evidence is insufficient; null otherwise. */
    readonly reason: ReasonCode | null;
  }[];
}

/** What follows from counts and a policy; JSON as it stands. */
export interface AuditResults {
  /** FAIL if any criterion fails, PASS only if all pass. */
  readonly verdict: FairnessVerdict;
  readonly criteria: readonly CriterionResult[];
  readonly sections: readonly SectionResults[];
  /** One for each law pack of the policy, in their order. */
  readonly law: readonly LawReport[];
}
