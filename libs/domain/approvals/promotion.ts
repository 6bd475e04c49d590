import type { Role } from '../access';
import { digestOf } from '../audit-log';
import type { Emergency } from './emergency';
import type { HeldDelegation } from './delegation';
import type { GateResult } from './gates/evaluate-gate';
import type { Environment, Exclusion, Policy } from './policies/policy';
import type { Waiver } from './waiver';

/** Where a promotion stands. */
export type PromotionState =
  | 'in_review'
  | 'blocked'
  | 'approved'
  | 'provisional'
  | 'active'
  | 'suspended'
  | 'superseded'
  | 'rolled_back'
  | 'rejected'
  | 'withdrawn'
  | 'expired';

/** People still decide. */
export const openStates: readonly PromotionState[] = ['in_review', 'blocked', 'approved'];

/** Its version serves. */
export const servingStates: readonly PromotionState[] = ['provisional', 'active', 'suspended'];

export type VoteDecision = 'approve' | 'request_changes' | 'reject' | 'abstain';

/** A vote as stored. */
export interface Vote {
  /** Who cast it. */
  personId: string;
  /** Whose vote it is, where they gave it to somebody else. */
  onBehalfOf?: string;
  /** The roles that whoever cast it holds now: whoever lost a role no longer fills it. */
  roles: readonly Role[];
  /** The roles that the person whose vote it is holds now, where that is somebody else. */
  delegatorRoles?: readonly Role[];
  /**
   * The roles it was cast in, held then by the person whose vote it is, and given where it was given: a role got later makes no
   * other vote of it.
   */
  castAs: readonly Role[];
  decision: VoteDecision;
  round: number;
  /** When; absent in votes recorded before terms were. */
  castAt?: number;
  /** Of the passkey it is signed with; absent where it is not. */
  passkeyId?: string;
}

/** Somebody who made what is decided on, in person or by a service that they answer for. */
export interface Contributor {
  personId: string;
  as: Exclusion;
}

/** What a promotion is about; it never changes while the promotion lives. */
export interface PromotionTarget {
  modelVersionId: string;
  /** SHA-256 hex of the artefact. */
  artifactDigest: string;
  environment: Environment;
  alias: string;
}

/** A promotion that served in the same place before, as far as going back to it asks. */
export interface Earlier {
  promotionId: string;
  modelVersionId: string;
  versionNumber: number;
  state: PromotionState;
  /** By which it was approved. */
  policy: Pick<Policy, 'rollbackDays'>;
  /** SHA-256 hex of the artefact, as it was approved and as its version has it now. */
  artifactDigest: string;
  versionDigest: string;
  /** When another took its place. */
  lastServedAt: number;
  /** Whether its approval was suspended when it went. */
  isSuspended: boolean;
  /** Whether it served by an emergency alone, and was never approved. */
  isUnapproved?: boolean;
}

/** A promotion as the decisions see it. Instants are milliseconds since 1970-01-01T00:00Z. */
export interface Promotion {
  target: PromotionTarget;
  state: PromotionState;
  round: number;
  /** What is voted on in this round; see {@link subjectDigest}. */
  subjectDigest: string;
  requesterId: string;
  /** When it was asked for; absent where no term counts from it. */
  requestedAt?: number;
  /** The person answerable for a requesting service account; excluded like the requester. */
  sponsorId?: string | null;
  /** Who gave these two their roles, or has them from one of them; excluded like the requester. */
  dependentIds?: readonly string[];
  /** Who made the version and what the gates rest on; the policy says who of them is excluded. */
  contributors?: readonly Contributor[];
  policy: Policy;
  /** The gates as last evaluated. */
  gates: readonly GateResult[];
  /** Votes of all rounds, oldest first. */
  votes: readonly Vote[];
  /** Of what gates found, of all rounds; absent where there are none. */
  waivers?: readonly Waiver[];
  /** By which votes on it may be cast for others; what is known of those that have not ended. */
  delegations?: readonly HeldDelegation[];
  approvedAt: number | null;
  expiresAt: number | null;
  activatedAt: number | null;
  /** The version that served there when what is voted on was put together; null where none did. Absent: not known. */
  replacesVersionId?: string | null;
  /** While it serves: those that served there before, the latest first. */
  earlier?: readonly Earlier[];
  /** The one that was proposed last; null or absent where none was. */
  emergency?: Emergency | null;
  /** How often an emergency let something serve in its place within the days that a budget is for. */
  emergenciesUsed?: number;
  /** The latest instant on record about the promotion; a clock that is behind it was set back. */
  seenAt?: number;
}

/** All that an approval binds to. */
export interface ApprovalSubject extends PromotionTarget {
  /** In any order. */
  evidenceDigests: readonly string[];
  policyDigest: string;
  round: number;
}

/** The digest that voters vote on: another model, evidence, policy or round gives another digest. */
export function subjectDigest(subject: ApprovalSubject): string {
  const { modelVersionId, artifactDigest, environment, alias, policyDigest, round } = subject;
  const evidenceDigests = [...new Set(subject.evidenceDigests)].sort();
  return digestOf({
    modelVersionId,
    artifactDigest,
    environment,
    alias,
    evidenceDigests,
    policyDigest,
    round,
  });
}
