import type { Estimate } from '@countersign/statistics/inference';
import type { VerdictCounts } from '../monitoring';

interface EvidenceOrigin {
  /** Content address of the report, SHA-256 hex. */
  digest: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  producedAt: number;
  /** The model version the report is about. */
  modelVersionId: string;
}

/** What a drift monitor found. */
export interface DriftEvidence extends EvidenceOrigin {
  kind: 'drift';
  /** Windows of the run that had ended when it ran. */
  completeWindows: number;
  /** The columns' verdicts in the latest complete window; null when no window was complete. */
  latestWindow: VerdictCounts | null;
}

/** What a fairness audit found. */
export interface FairnessEvidence extends EvidenceOrigin {
  kind: 'fairness';
  verdict: 'pass' | 'fail' | 'insufficient_evidence';
}

/** One realised metric. */
export interface PerformanceEvidence extends EvidenceOrigin {
  kind: 'performance';
  metric: string;
  estimate: Estimate;
}

/** What a gate looks at: the part of an immutable report it needs. */
export type GateEvidence = DriftEvidence | FairnessEvidence | PerformanceEvidence;
