import { type AuditEvidence } from '../fairness';

/**
 * What a report says beside the evidence. Null means that nobody has said: the report then states that, and invents
 * nothing. Times are texts as they are to be printed.
 */
export interface ReportAbout {
  /** Null where the predictions are of no registered model. */
  readonly model: {
    readonly name: string;
    readonly version: string;
    readonly purpose: string | null;
    readonly riskTier: string | null;
  } | null;
  readonly population: {
    readonly name: string;
    /** Source, collection, labelling, period and gaps, in the words of those who gave the data. */
    readonly description: string | null;
    /** Whether the rows are of the tool's own use, and why not where they are not. */
    readonly historical: string | null;
  };
  readonly ranBy: string;
  readonly ranAt: string;
  /** SHA-256 of the evidence's canonical JSON, lower-case hex. */
  readonly evidenceDigest: string;
  /** The program that counted, with its version. */
  readonly software: string;
  readonly signOffs: readonly ReportSignOff[];
  readonly waivers: readonly ReportWaiver[];
  readonly validity: ReportValidity;
  readonly mitigations: string | null;
  readonly oversight: string | null;
  readonly postMarket: string | null;
  /** Whether it may be published, where, and when the model went into use. */
  readonly publication: string | null;
  /** Where and since when a summary is public here, or that it was withdrawn; of the report alone. */
  readonly published?: string | null;
  /** The audit to compare with: the one before of the same model. */
  readonly previous: {
    readonly digest: string;
    readonly ranAt: string;
    readonly evidence: AuditEvidence;
  } | null;
}

export interface ReportSignOff {
  readonly name: string;
  readonly role: string;
  readonly at: string;
  readonly decision: 'agrees' | 'dissents';
  /** What the person declared about being independent of the model's makers and sellers; null: no declaration. */
  readonly independence: string | null;
  readonly note: string | null;
}

/** A criterion beyond its limit that somebody answers for. */
interface ReportWaiver {
  readonly scope: string;
  readonly justification: string;
  readonly owner: string;
  /** The last day, or null where it has none. */
  readonly until: string | null;
  readonly isExpired: boolean;
}

interface ReportValidity {
  /** The last day. */
  readonly until: string;
  /** Why the audit is no longer valid; null while it is. */
  readonly ended: string | null;
}
