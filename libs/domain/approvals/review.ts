import type { Role } from '../access';
import { escalatedRole } from './deadline';
import type { GateResult } from './gates/evaluate-gate';
import { fillSlots, type FilledSlot } from './fill-slots';
import { holdsUp } from './gates/gate-rules';
import { onceForEach } from './once-for-each';
import type { Exclusion, Policy } from './policies/policy';
import type { Promotion, Vote } from './promotion';
import { isSignedAsAsked } from './signed-votes';
import { mayVote, principalOf, rolesOfVote } from './voting-roles';

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

/** What each bar is, as {@link deeds} say it. */
export const barWords: Readonly<Record<Bar, string>> = {
  requester: 'asked for this promotion or answers for the service that did',
  dependent: 'gave the requester their roles or a new password, or has theirs from them',
  ...deeds,
};

/** What keeps the person from voting: null when nothing does. */
export function barOf(promotion: Promotion, personId: string): Bar | null {
  if (isRequester(promotion, personId)) return 'requester';
  return isDependent(promotion, personId) ? 'dependent' : exclusionOf(promotion, personId);
}

/** What keeps a vote from counting: whatever keeps whoever cast it from voting, and the person whose vote it is. */
function barOfVote(promotion: Promotion, { personId, onBehalfOf }: Vote): Bar | null {
  return barOf(promotion, personId) ?? (onBehalfOf === undefined ? null : barOf(promotion, onBehalfOf));
}

/**
 * Whether a vote counts: cast in the current round, in a required role that its voter still holds or in the one that seats
 * were escalated to, by someone who is neither the requester nor dependent on them, and did nothing for the release that the policy excludes;
 * and signed where the policy asks for that.
 */
export function isCounting(promotion: Promotion, vote: Vote): boolean {
  return (
    vote.round === promotion.round &&
    barOfVote(promotion, vote) === null &&
    isSignedAsAsked(promotion.policy, vote) &&
    seatRoles(promotion, vote).length > 0
  );
}

const requiredRoles = onceForEach((slots: Policy['slots']): readonly Role[] => slots.map(({ role }) => role));

/** The roles of the seats that a vote may take: its voter's own, or every one where it was escalated when it was cast. */
function seatRoles(promotion: Promotion, vote: Vote): readonly Role[] {
  const required = requiredRoles(promotion.policy.slots);
  const roles = rolesOfVote(vote);
  const escalated = escalatedRole(promotion, vote.castAt ?? -Infinity);
  if (escalated !== null && roles.includes(escalated)) return required;
  return required.filter((role) => roles.includes(role));
}

/** The counting votes, one for each person whose vote it is: should there be several, the first. */
export const countingVotes = onceForEach((promotion: Promotion): readonly Vote[] => {
  const seen = new Set<string>();
  return promotion.votes.filter((vote) => {
    if (!isCounting(promotion, vote) || seen.has(principalOf(vote))) return false;
    seen.add(principalOf(vote));
    return true;
  });
});

/**
 * The required seats and who fills them in the current round. Whoever approves for others too sits once all the same, where
 * they are needed most.
 */
export const filledSlots = onceForEach((promotion: Promotion): readonly FilledSlot[] => {
  const approvals = countingVotes(promotion).filter((vote) => vote.decision === 'approve');
  const seatable = approvals.map((vote) => {
    const { personId, onBehalfOf } = vote;
    return { personId, onBehalfOf, roles: seatRoles(promotion, vote) };
  });
  const rolesOf = new Map<string, Role[]>();
  for (const { personId, roles } of seatable)
    rolesOf.set(personId, [...(rolesOf.get(personId) ?? []), ...roles]);
  const seated = [...rolesOf].map(([personId, roles]) => ({ personId, roles }));
  return fillSlots(promotion.policy.slots, seated).map((seat) => withPrincipal(seat, seatable));
});

/** Says for whom a seat was taken, where its own vote would not have taken it. */
function withPrincipal(
  seat: FilledSlot,
  votes: readonly { personId: string; onBehalfOf: string | undefined; roles: readonly Role[] }[],
): FilledSlot {
  const able = votes.filter(({ personId, roles }) => personId === seat.filledBy && roles.includes(seat.role));
  const onBehalfOf = able.some((vote) => vote.onBehalfOf === undefined) ? undefined : able[0]?.onBehalfOf;
  return onBehalfOf === undefined ? seat : { ...seat, onBehalfOf };
}

/**
 * Everybody who approves in the current round, whether or not the policy has a seat of theirs: they may vote at all, and
 * nothing keeps them from it. Of two policies that apply, each counts those who are there for the other (P-63). Whoever
 * approves for others too is one.
 */
const approvers = onceForEach((promotion: Promotion): ReadonlySet<string> => {
  const first = new Map<string, Vote>();
  for (const vote of promotion.votes) {
    const isOpen = vote.round === promotion.round && barOfVote(promotion, vote) === null;
    const counts = isSignedAsAsked(promotion.policy, vote) && rolesOfVote(vote).some(mayVote);
    if (isOpen && !first.has(principalOf(vote)) && counts) first.set(principalOf(vote), vote);
  }
  const approving = [...first.values()].filter(({ decision }) => decision === 'approve');
  return new Set(approving.map(({ personId }) => personId));
});

/** How many people besides those who approve the policy asks for, wherever they sit. */
export function missingPeople(promotion: Promotion): number {
  const { distinctPeople } = promotion.policy;
  return distinctPeople === undefined ? 0 : Math.max(0, distinctPeople - approvers(promotion).size);
}

/**
 * Whether every seat is filled, so many people approve as the policy asks for, and nobody asks for changes. A policy
 * without seats is never satisfied.
 */
export function isQuorumReached(promotion: Promotion): boolean {
  const seats = filledSlots(promotion);
  const isHeldUp = countingVotes(promotion).some((vote) => vote.decision === 'request_changes');
  const isSeated = seats.length > 0 && seats.every((seat) => seat.filledBy !== null);
  return !isHeldUp && isSeated && missingPeople(promotion) === 0;
}

/**
 * Whether every gate of the policy that is not for information alone has a result, and all of these are passes.
 * @param waived ids of gates that hold nothing up, whatever they found
 */
export function haveGatesPassed(
  policy: Policy,
  gates: readonly GateResult[],
  waived: ReadonlySet<string> = new Set(),
): boolean {
  return policy.gates.filter(holdsUp).every(({ id }) => {
    const results = gates.filter((gate) => gate.gateId === id);
    return waived.has(id) || (results.length > 0 && results.every((gate) => gate.verdict === 'pass'));
  });
}

/** The evidence the gates looked at, each digest once, sorted. */
export function evidenceDigestsOf(gates: readonly GateResult[]): string[] {
  const digests = gates.flatMap(({ evidenceDigest }) =>
    evidenceDigest === undefined ? [] : [evidenceDigest],
  );
  return [...new Set(digests)].sort();
}
