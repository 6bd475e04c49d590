import type { Estimate } from '@countersign/statistics/inference';
import type { LogEntry } from '../certificates';
import type { SignedStatement } from './signed-statement';

/** What somebody attached to a model version, as a gate reads it. */
export interface AttachedOrigin {
  /** Content address of the envelope, SHA-256 hex. */
  digest: string;
  /** When it was made, as it says, or when it was attached, whichever is earlier. Milliseconds since 1970-01-01T00:00Z. */
  producedAt: number;
  modelVersionId: string;
  /** Of the version it was attached to. */
  artifactDigest: string;
  /** Digests of what the document says it is about; null where it names nothing. */
  about: readonly string[] | null;
}

/** What a run of tests came to. */
export interface TestsEvidence extends AttachedOrigin {
  kind: 'tests';
  passed: number;
  /** Failures and errors. */
  failed: number;
  skipped: number;
  /** Tests of each suite that ran, by the suite's name. */
  suites: readonly TestSuite[];
}

export interface TestSuite {
  name: string;
  /** Without the skipped ones. */
  ran: number;
}

/** A signature over the artefact's digest, unverified: the policy has the key, or says who certifies whose it is. */
export interface SignatureEvidence extends AttachedOrigin {
  kind: 'signature';
  signed: SignedStatement;
  /** DER, the signer's first, unread; null where the bundle is signed by a key alone. */
  certificates: readonly Uint8Array[] | null;
  /** Of a transparency log, unverified: the policy has the log's key. */
  logEntry: LogEntry | null;
}

/** The sections of a model card that say something. */
export interface CardEvidence extends AttachedOrigin {
  kind: 'card';
  /** Paths of members that are not empty, such as `model_details.overview`. */
  said: readonly string[];
}

/** A limit that somebody put on record. */
export interface RegisteredThreshold {
  metric: string;
  op: 'at_least' | 'at_most';
  limit: number;
  datasetDigest: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  registeredAt: number;
}

/** A number that was measured elsewhere. */
export interface MeasurementEvidence extends AttachedOrigin {
  kind: 'measurement';
  metric: string;
  unit: string | null;
  estimate: Estimate;
  datasetDigest: string | null;
  /** Share of the rows that have a label. */
  labelCoverage: number | null;
  codeCommit: string | null;
  /** Registered for the model on this data by the time it was attached. */
  thresholds: readonly RegisteredThreshold[];
  /** How often this metric of this model was evaluated on this data, this time included; null without data. */
  timesEvaluated: number | null;
}

/** What a data set was held against, and what came of it. */
export interface DataQualityEvidence extends AttachedOrigin {
  kind: 'data_quality';
  rows: number;
  checks: number;
  /** Names of checks that did not pass. */
  failed: readonly string[];
  /** Names of checks that could not be computed. */
  unknown: readonly string[];
}

/** What a rebuild gave. */
export interface ReproducibilityEvidence extends AttachedOrigin {
  kind: 'reproducibility';
  rebuiltDigest: string | null;
  codeCommit: string;
  metrics: readonly { name: string; recorded: number; rebuilt: number }[];
  /** Whether somebody else attached it than who registered the version. */
  isIndependent: boolean;
}

/** What a service outside said, unverified: the policy has the key. */
export interface ExternalEvidence extends AttachedOrigin {
  kind: 'external';
  check: string;
  verdict: 'pass' | 'fail';
  reason: string;
  /** The text that is signed. */
  signedText: string;
  signature: Uint8Array;
  /** Milliseconds since 1970-01-01T00:00Z, by the server's clock. */
  askedAt: number;
  answeredAt: number;
}

export type AttachedEvidence =
  | TestsEvidence
  | SignatureEvidence
  | CardEvidence
  | MeasurementEvidence
  | DataQualityEvidence
  | ReproducibilityEvidence
  | ExternalEvidence;

export type AttachedKind = AttachedEvidence['kind'];
