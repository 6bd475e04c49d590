import type { FairnessCriterion } from '@countersign/statistics/fairness';

/** What every gate has. */
interface Rule {
  /** Unique within the policy. */
  id: string;
  /** In words. */
  title: string;
  /** An `info` gate is shown and holds nothing up. Absent is hard: only a pass lets a promotion through. */
  severity?: 'hard' | 'info';
}

/** The latest complete window of a drift run has to be quiet, by the policy's limit whatever the monitor's own are. */
export interface DriftRule extends Rule {
  kind: 'drift';
  /** The method whose values are compared, such as psi. */
  method: string;
  /** A column fails from this value on, inclusive. */
  alert: number;
  /** Rows of the window below which nothing is concluded of a column. */
  minimumN: number;
  /** How many columns may go unjudged. */
  maximumUnknown: number;
  /** Complete windows the run has to have measured. */
  minimumWindows: number;
}

/** The counts of the fairness audit have to meet the policy's criteria, whatever the audit's own were. */
export interface FairnessRule extends Rule {
  kind: 'fairness';
  criteria: readonly FairnessCriterion[];
  /** Predicted rows below which a group takes no part. */
  minimumGroupSize: number;
}

/** A metric has to reach a bound. */
export interface PerformanceRule extends Rule {
  kind: 'performance';
  /** Metric name, such as roc_auc. */
  metric: string;
  /** The bound, inclusive, in the metric's unit. */
  minimum: number;
  /** Whether the point or the lower end of its interval is compared. */
  use: 'point' | 'lower';
  /** Labelled rows below which nothing is concluded. */
  minimumN: number;
}

/** One check on evidence, as data. */
export type GateRule = DriftRule | FairnessRule | PerformanceRule;

/** What evidence a gate looks at. */
export type GateKind = GateRule['kind'];
