import {
  type GroupCounts,
  type OutcomeCounts,
  type PopulationCounts,
  type StratumCounts,
} from '@countersign/statistics/fairness';
import { type DecisionCounts } from './decision-counts';

/** How many equal bins over [0, 1] scores are counted in. */
export const scoreBins = 100;

/** Rows by score bin: how many, and the sum of their scores in millionths, each score rounded first. */
export interface BinnedScores {
  readonly counts: readonly number[];
  readonly millionths: readonly number[];
}

/** The scores of one group by label. A score on an edge belongs to the bin above it, 1 to the last. */
export interface GroupHistogram {
  readonly positive: BinnedScores;
  readonly negative: BinnedScores;
  readonly unlabelled: BinnedScores;
}

/** A group with its scores where there are any. */
export interface CountedGroup extends GroupCounts {
  /** Only where scores are binned. */
  readonly histogram?: GroupHistogram;
  /** Only where people's decisions are counted. */
  readonly decisions?: DecisionCounts;
}

/** One attribute, or several crossed. */
export interface SectionCounts extends PopulationCounts {
  readonly groups: readonly CountedGroup[];
  /** People of unknown group with a prediction, by outcome; the rest of `unknownGroup` has none. */
  readonly unknownPeople: OutcomeCounts;
  /** The same people by decision, only where decisions are counted. */
  readonly unknownDecisions?: DecisionCounts;
  /** The same groups by stratum, where rows have strata. */
  readonly strata?: readonly StratumCounts[];
}

/**
 * What an audit counted: integers alone, the same whatever the order and the split of the rows. Every section counts the
 * same rows.
 */
export interface AuditCounts {
  readonly rows: number;
  /** Whether groups have histograms: `unbinned` where a score of the data lies outside [0, 1]. */
  readonly scores: 'binned' | 'none' | 'unbinned';
  /** Each attribute, then the crossings that were asked for. */
  readonly sections: readonly SectionCounts[];
}
