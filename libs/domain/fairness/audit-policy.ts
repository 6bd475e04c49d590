import {
  type Correction,
  type DenominatorPolicy,
  type DisparityLimit,
  type DisparityName,
  type FavourableOutcome,
} from '@countersign/statistics/fairness';
import { type LawPackId } from '@countersign/statistics/law-packs';

/** Where the values of a sensitive attribute come from. */
export const attributeOrigins = [
  'self_reported',
  'observed',
  'administrative',
  'inferred',
  'unknown',
] as const;

export type AttributeOrigin = (typeof attributeOrigins)[number];

/** A sensitive attribute of an audit. */
export interface AuditAttribute {
  readonly name: string;
  readonly origin: AttributeOrigin;
  /** Why these data may be read, in words; empty where nothing was said. */
  readonly legalBasis: string;
  /** The value that the others are measured against; null where none is named. */
  readonly reference: string | null;
}

/** Rows below which a group takes no part; by default each is `groupSize`. */
export interface AuditMinimums {
  /** Predicted rows; a whole number, 1 or more. */
  readonly groupSize: number;
  /** Part of all predicted rows of known group, in [0, 1]. */
  readonly share: number;
  /** Rows in the denominators of rates over actual positives, actual negatives and predicted positives. */
  readonly positives: number;
  readonly negatives: number;
  readonly predictedPositives: number;
  /** A pass needs groups of at least this many observations. */
  readonly forPass: number;
}

/** A law pack by the version of its data. */
export interface AppliedLawPack {
  readonly id: LawPackId;
  readonly version: number;
  /** Whether groups below the share that the pack knows are left out of the ratios. */
  readonly leaveOutSmall: boolean;
  /** The day held against the dates of the pack, yyyy-mm-dd; null: none. */
  readonly day: string | null;
}

/** The reasons for what was decided, in the words of those who decided; empty where nothing was said. */
export interface AuditReasons {
  /** Why this outcome is the favourable one. */
  readonly favourable: string;
  /** Why the others are measured against this group. */
  readonly reference: string;
  /** Who is harmed by which error, and how. */
  readonly harms: string;
  /** Why these limits are right. */
  readonly limits: string;
}

/** Everything about an audit that could have been decided otherwise. Counts and this give all results. */
export interface FairnessPolicy {
  /** Version of the method that derives results; it rises whenever a number changes. */
  readonly method: number;
  readonly favourable: {
    /** Which prediction is the good one for the person. */
    readonly prediction: FavourableOutcome;
    /** What it means, such as "the loan is granted". */
    readonly meaning: string;
  };
  readonly attributes: readonly AuditAttribute[];
  /** Disparities without a limit are shown and have no verdict. */
  readonly limits: Readonly<Partial<Record<DisparityName, DisparityLimit>>>;
  /** The disparities that make the verdict of the audit. */
  readonly criteria: readonly DisparityName[];
  readonly minimums: AuditMinimums;
  /** Null: `fixed` where every attribute has a reference, `max_eligible` otherwise. */
  readonly denominator: DenominatorPolicy | null;
  /** p-values up to it are significant; intervals are at 1 − alpha. In (0, 1). */
  readonly alpha: number;
  readonly correction: Correction;
  readonly lawPacks: readonly AppliedLawPack[];
  /** Fewer people than this are not shown to every viewer; 1 or more. */
  readonly smallCell: number;
  readonly reasons: AuditReasons;
}

/**
 * The version of the method of this code. 2 leaves groups below the minimums out of the gap in areas and of the sweep's
 * ratio, makes the intervals of areas, calibration and law packs at the policy's level, and computes nothing of inferred
 * categories under a law pack that takes none. 3 passes a ratio of exactly the reciprocal of its limit, whatever the rounding.
 */
export const auditMethod = 3;

/** Every version that this code can compute again: evidence outlives the software that wrote it. */
export const auditMethods: readonly number[] = [1, 2, auditMethod];
