import type { FavourableOutcome, PopulationCounts } from '@countersign/statistics/fairness';
import type { Estimate } from '@countersign/statistics/inference';
import type { ShownSection } from '../../fairness';
import type { AttachedEvidence } from '../../gate-evidence';
import type { Window } from '../../monitoring';

interface EvidenceOrigin {
  /** Content address of the report, SHA-256 hex. */
  digest: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  producedAt: number;
  /** The model version the report is about. */
  modelVersionId: string;
}

/** What one method measured on one column. */
export interface ColumnDrift {
  column: string;
  /** Null where the run did not measure the method on the column. */
  estimate: Estimate | null;
}

/** What a drift run measured by one method, without the verdicts of the monitor. */
export interface DriftEvidence extends EvidenceOrigin {
  kind: 'drift';
  method: string;
  /** Windows of the run that had ended when it ran. */
  completeWindows: number;
  /** Every monitored column in the latest complete window; null when no window was complete. */
  latestWindow: { window: Window; columns: readonly ColumnDrift[] } | null;
}

/** What a fairness audit counted, without the verdicts of the audit. */
export interface FairnessEvidence extends EvidenceOrigin {
  kind: 'fairness';
  /** Which prediction is the good one for the person, as the audit says. */
  favourable: FavourableOutcome;
  /** One for each attribute and each crossing that was audited, with groups of every size. */
  populations: readonly PopulationCounts[];
  /** Why the audit holds no longer, in sentences; empty while it holds. */
  ended: readonly string[];
  /** What of them everybody may see: what a gate says is read by everybody. */
  shown: readonly Pick<ShownSection, 'attributes' | 'groups' | 'withheld'>[];
}

/** One realised metric. */
export interface PerformanceEvidence extends EvidenceOrigin {
  kind: 'performance';
  metric: string;
  estimate: Estimate;
  /** What it was measured on. */
  window: Window;
  /** Share of the window's rows that had a label, in [0, 1]; null where the run does not say it. */
  labelCoverage: number | null;
}

/** What a gate looks at: the part of an immutable report it needs. */
export type GateEvidence = DriftEvidence | FairnessEvidence | PerformanceEvidence | AttachedEvidence;
