import { rolePermissions, type Role } from '../access';
import { escalatedRole } from './deadline';
import type { GateResult } from './evaluate-gate';
import { fillSlots, type FilledSlot } from './fill-slots';
import { holdsUp } from './gate-rules';
import type { Exclusion, Policy } from './policy';
import type { Promotion, PromotionState, Vote } from './promotion';

/** Whether a person asked for the promotion or answers for the service that did. */
export function isRequester(
  promotion: Pick<Promotion, 'requesterId' | 'sponsorId'>,
  personId: string,
): boolean {
  return personId === promotion.requesterId || personId === promotion.sponsorId;
}

/** Whether one of the two, the requester and this person, has their roles from the other. */
export function isDependent(
  { dependentIds = [] }: Pick<Promotion, 'dependentIds'>,
  personId: string,
): boolean {
  return dependentIds.includes(personId);
}

/** What each exclusion is about: the end of a sentence that begins with whom it meets. */
export const deeds: Readonly<Record<Exclusion, string>> = {
  trainers: 'registered this version',
  labellers: 'brought data or labels that this version rests on',
  evidence_editors: 'ran an audit or attached evidence that a gate reads',
  policy_editors: 'changed a policy of this place lately',
};

/** What the person did for the release that the policy excludes from its votes; null when there is nothing of the kind. */
export function exclusionOf(
  { policy, contributors = [] }: Pick<Promotion, 'policy' | 'contributors'>,
  personId: string,
): Exclusion | null {
  const done = (policy.exclude ?? []).find((exclusion) =>
    contributors.some((each) => each.personId === personId && each.as === exclusion),
  );
  return done ?? null;
}

/** Why a person cannot vote, whatever roles they hold. */
export type Bar = 'requester' | 'dependent' | Exclusion;

/** What keeps the person from voting: null when nothing does. */
export function barOf(promotion: Promotion, personId: string): Bar | null {
  if (isRequester(promotion, personId)) return 'requester';
  return isDependent(promotion, personId) ? 'dependent' : exclusionOf(promotion, personId);
}

/** The roles a vote stands for: held when it was cast, and still. */
function rolesOfVote({ castAs, roles }: Pick<Vote, 'castAs' | 'roles'>): Role[] {
  return castAs.filter((role) => roles.includes(role));
}

/**
 * Whether a vote counts: cast in the current round, in a required role that its voter still holds or in the one that seats
 * were escalated to, by someone who is neither the requester nor dependent on them, and did nothing for the release that the policy excludes.
 */
export function isCounting(promotion: Promotion, vote: Vote): boolean {
  return (
    vote.round === promotion.round &&
    barOf(promotion, vote.personId) === null &&
    seatRoles(promotion, vote).length > 0
  );
}

/** The roles of the seats that a vote may take: its voter's own, or every one where it was escalated when it was cast. */
function seatRoles(promotion: Promotion, vote: Vote): Role[] {
  const required = promotion.policy.slots.map(({ role }) => role);
  const roles = rolesOfVote(vote);
  const escalated = escalatedRole(promotion, vote.castAt ?? -Infinity);
  if (escalated !== null && roles.includes(escalated)) return required;
  return required.filter((role) => roles.includes(role));
}

/** The counting votes, one a person: should a person have several, the first. */
export function countingVotes(promotion: Promotion): Vote[] {
  const seen = new Set<string>();
  return promotion.votes.filter((vote) => {
    if (!isCounting(promotion, vote) || seen.has(vote.personId)) return false;
    seen.add(vote.personId);
    return true;
  });
}

/**
 * The required seats and who fills them in the current round.
 * @param counting the counting votes, where they are known already
 */
export function filledSlots(promotion: Promotion, counting = countingVotes(promotion)): FilledSlot[] {
  const approvals = counting.filter((vote) => vote.decision === 'approve');
  const seated = approvals.map((vote) => ({ personId: vote.personId, roles: seatRoles(promotion, vote) }));
  return fillSlots(promotion.policy.slots, seated);
}

/**
 * Everybody who approves in the current round, whether or not the policy has a seat of theirs: they may vote at all, and
 * nothing keeps them from it. Of two policies that apply, each counts those who are there for the other (P-63).
 */
function approvers(promotion: Promotion): string[] {
  const first = new Map<string, Vote>();
  for (const vote of promotion.votes) {
    const isOpen = vote.round === promotion.round && barOf(promotion, vote.personId) === null;
    if (isOpen && !first.has(vote.personId) && rolesOfVote(vote).some(mayVote))
      first.set(vote.personId, vote);
  }
  return [...first.values()].filter(({ decision }) => decision === 'approve').map(({ personId }) => personId);
}

/** Whether a role is one that votes on promotions. */
export function mayVote(role: Role): boolean {
  return rolePermissions[role].includes('promotion.vote');
}

/** How many people besides those who approve the policy asks for, wherever they sit. */
export function missingPeople(promotion: Promotion): number {
  const { distinctPeople } = promotion.policy;
  return distinctPeople === undefined ? 0 : Math.max(0, distinctPeople - approvers(promotion).length);
}

/**
 * Whether every seat is filled, so many people approve as the policy asks for, and nobody asks for changes. A policy
 * without seats is never satisfied.
 */
export function isQuorumReached(promotion: Promotion, counting = countingVotes(promotion)): boolean {
  const seats = filledSlots(promotion, counting);
  const isHeldUp = counting.some((vote) => vote.decision === 'request_changes');
  const isSeated = seats.length > 0 && seats.every((seat) => seat.filledBy !== null);
  return !isHeldUp && isSeated && missingPeople(promotion) === 0;
}

/** Whether every gate of the policy that is not for information alone has a result, and all of these are passes. */
export function haveGatesPassed(policy: Policy, gates: readonly GateResult[]): boolean {
  return policy.gates.filter(holdsUp).every(({ id }) => {
    const results = gates.filter((gate) => gate.gateId === id);
    return results.length > 0 && results.every((gate) => gate.verdict === 'pass');
  });
}

/** The evidence the gates looked at, each digest once, sorted. */
export function evidenceDigestsOf(gates: readonly GateResult[]): string[] {
  const digests = gates.flatMap(({ evidenceDigest }) =>
    evidenceDigest === undefined ? [] : [evidenceDigest],
  );
  return [...new Set(digests)].sort();
}

/** The state that votes and gates give to a promotion under review. */
export function reviewedState(promotion: Promotion): PromotionState {
  const counting = countingVotes(promotion);
  if (counting.some((vote) => vote.decision === 'reject')) return 'rejected';
  if (!haveGatesPassed(promotion.policy, promotion.gates)) return 'blocked';
  return isQuorumReached(promotion, counting) ? 'approved' : 'in_review';
}
