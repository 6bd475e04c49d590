import type { TrustedSigners } from '../../certificates';
import type { FairnessCriterion } from '@countersign/statistics/fairness';

/** What of an estimate is compared with a limit: the point, or an end of its confidence interval. */
export type Use = 'point' | 'lower' | 'upper';

/** What every gate has. */
interface Rule {
  /** Unique within the policy. */
  id: string;
  /** In words. */
  title: string;
  /**
   * An `info` gate is shown and holds nothing up. Absent is hard: only a pass lets a promotion through. An `absolute` one
   * is not even waived in an emergency; what a `soft` one finds may be waived by somebody who could vote.
   */
  severity?: 'absolute' | 'hard' | 'soft' | 'info';
  /** Where its evidence is stale sooner than the policy says. */
  maximumAgeDays?: number;
}

/** The latest complete window of a drift run has to be quiet, by the policy's limit whatever the monitor's own are. */
export interface DriftRule extends Rule {
  kind: 'drift';
  /** The method whose values are compared, such as psi. */
  method: string;
  /** A column fails from this value on, inclusive. */
  alert: number;
  /** Absent: the point. A column without the interval asked for goes unjudged. */
  use?: Use;
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
  /** Whether the differences and ratios have to be within their limits, or their whole intervals. Absent: the points. */
  use?: 'point' | 'interval';
  /** Predicted rows below which a group takes no part. */
  minimumGroupSize: number;
}

/** A metric has to keep one limit, or two: a document with neither is refused. */
export interface PerformanceRule extends Rule {
  kind: 'performance';
  /** Metric name, such as roc_auc. */
  metric: string;
  /** Inclusive, in the metric's unit, as the other. */
  minimum?: number;
  maximum?: number;
  /** Whichever it is, it is compared with both limits. */
  use: Use;
  /** Labelled rows below which nothing is concluded. */
  minimumN: number;
  /** Share of the window's rows that have a label, in [0, 1], below which nothing is concluded. */
  minimumLabelCoverage?: number;
}

/** Automated tests have to have run and passed. */
export interface TestsRule extends Rule {
  kind: 'tests';
  /** Failures and errors together. */
  maximumFailures: number;
  /** Tests that ran, without the skipped ones. */
  minimumTests: number;
  maximumSkipped: number;
  /** Suites of which each has to have run at least one test. */
  suites?: readonly string[];
}

/** The artefact has to be signed by the holder of a key, or by whom a trusted authority certifies: one of the two. */
export interface SignatureRule extends Rule {
  kind: 'signature';
  /** PEM of a public key, P-256, P-384 or Ed25519. */
  publicKey?: string;
  certificates?: TrustedSigners;
}

/** The model card has to say something in these sections. */
export interface CardRule extends Rule {
  kind: 'card';
  /** Paths of members, such as `model_details.overview`. */
  sections: readonly string[];
}

/** A number that was measured elsewhere has to keep a limit: a metric, a cost, a latency. */
export interface MeasurementRule extends Rule {
  kind: 'measurement';
  /** Such as `roc_auc` or `latency_p99`. */
  metric: string;
  /** Such as `ms`; the evidence has to be in the same. Absent where the metric has none. */
  unit?: string;
  op: 'at_least' | 'at_most';
  /** Inclusive. */
  limit: number;
  use: Use;
  /** Observations below which nothing is concluded. */
  minimumN: number;
  /** Share of the rows that have a label, in [0, 1]. */
  minimumLabelCoverage?: number;
  /** The limit has to have been registered before the evidence was produced. */
  registered?: true;
}

/** A data set has to have met what was expected of it. */
export interface DataQualityRule extends Rule {
  kind: 'data_quality';
  /** Of the data that was checked. */
  minimumRows: number;
  /** Checks that may be unknown. */
  maximumUnknown: number;
}

/** Somebody else's rebuild has to have given the same artefact, or the same metrics. */
export interface ReproducibilityRule extends Rule {
  kind: 'reproducibility';
  /** By how much a metric may differ where the artefact's bytes do; absent: the bytes have to be the same. */
  tolerance?: number;
}

/** A service outside has to have said yes, signed and in time. */
export interface ExternalRule extends Rule {
  kind: 'external';
  /** The name under which it is asked. */
  check: string;
  /** PEM of its public key, Ed25519. */
  publicKey: string;
  /** Hours from the question to the answer; later is no answer. */
  withinHours: number;
}

/** A gate on evidence that somebody attached. */
export type AttachedRule =
  | TestsRule
  | SignatureRule
  | CardRule
  | MeasurementRule
  | DataQualityRule
  | ReproducibilityRule
  | ExternalRule;

/** One check on evidence, as data. */
export type GateRule = DriftRule | FairnessRule | PerformanceRule | AttachedRule;

/** What evidence a gate looks at. */
export type GateKind = GateRule['kind'];

/** Whether only a pass of the gate lets a promotion through. */
export function holdsUp({ severity }: Pick<GateRule, 'severity'>): boolean {
  return severity !== 'info';
}

/** Whether not even an emergency waives the gate: one that says so, and every signature, since a wrong artefact is not the version. */
export function isAbsolute({ severity, kind }: Pick<GateRule, 'severity' | 'kind'>): boolean {
  return severity === 'absolute' || kind === 'signature';
}

/**
 * Whether somebody who could vote may waive what the gate found: one that says so, but no signature, and nothing where the
 * policy wants signatures by passkey, since a waiver has none.
 */
export function isWaivable(
  rule: Pick<GateRule, 'severity' | 'kind'>,
  { requirePasskey }: { requirePasskey?: true },
): boolean {
  return rule.severity === 'soft' && !isAbsolute(rule) && requirePasskey !== true;
}
