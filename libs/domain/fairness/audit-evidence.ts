import { type AuditCounts } from './audit-counts';
import { type FairnessPolicy } from './audit-policy';
import { type AuditResults } from './audit-results';

export const auditEvidenceSchema = 'countersign.fairness-audit/2';

/** A window of predictions: UTC days, yyyy-mm-dd, both inclusive. */
export interface ProductionWindow {
  readonly from: string;
  readonly to: string;
  /** So many days at least every label had to arrive, by the word of who asked: the audit ran no sooner. */
  readonly maturedDays: number;
}

/** Sensitive attributes that were no part of the population: a vault holds their values by a key of the person. */
export interface VaultJoin {
  /** The column of the population that holds the key; null: the id of the prediction. */
  readonly key: string | null;
  readonly attributes: readonly string[];
  /** Rows whose key the vault holds; all others are of unknown group. */
  readonly matched: number;
}

/** What an audit is about, by content: no clock and no id, so that the same rows under the same policy give the same bytes. */
export interface AuditSubject {
  /** SHA-256 of the model's artefact, lower-case hex; null where the predictions are of no registered model. */
  readonly artifactDigest: string | null;
  /** SHA-256 of the population's bytes, lower-case hex; of predictions, of the rows as docs/spec/fairness-audits.md (FA-29) writes them. */
  readonly populationDigest: string;
  /** Where the rows come from. */
  readonly source: 'file' | 'dataset' | 'predictions';
  /** When the predictions were made; null where the rows are no window of production. */
  readonly window: ProductionWindow | null;
  /** What was read. */
  readonly columns: {
    readonly prediction: string;
    readonly label: string | null;
    readonly score: string | null;
    readonly stratum: string | null;
    /** What people decided; absent where no decisions were read. */
    readonly decision?: string;
    /** The value that means positive. */
    readonly positive: string;
  };
  /** Absent where all attributes are the population's own. */
  readonly vault?: VaultJoin;
  /** Median of all scores, those of unknown group included; null without scores. */
  readonly medianScore: number | null;
}

/** The artefact of an audit. */
export interface AuditEvidence {
  readonly schema: typeof auditEvidenceSchema;
  readonly subject: AuditSubject;
  readonly policy: FairnessPolicy;
  readonly counts: AuditCounts;
  readonly results: AuditResults;
}
