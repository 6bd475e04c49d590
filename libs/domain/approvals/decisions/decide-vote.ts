import { roleNames, type Actor, type Role } from '../../access';
import { refuse, type Refusal } from '../../refusals';
import { counted } from '../../report';
import { clockSkew } from '../clock-skew';
import { escalatedRole } from '../deadline';
import { decidedState } from '../emergency-state';
import { delegationFor, rolesGiven } from './decide-delegation';
import type { HeldDelegation } from '../delegation';
import type { Promotion, Vote, VoteDecision } from '../promotion';
import { barOf, barWords, deeds, exclusionOf, isDependent, isRequester } from '../review';
import { notSigned } from '../signed-votes';
import { closedBy, moveTo, standing, type Decision } from '../step';
import { mayVote, principalOf } from '../voting-roles';

/** A vote as handed in, with what the voter was looking at. */
export interface Ballot {
  decision: VoteDecision;
  round: number;
  subjectDigest: string;
  /** Whose vote it is, where somebody else casts it. */
  onBehalfOf?: string;
}

/** Who acts, and when (milliseconds since 1970-01-01T00:00Z). */
export interface By {
  actor: Actor;
  now: number;
  /** By which passkey the step is signed, where it is. */
  passkeyId?: string;
}

/** The step a vote leads to. The vote to store is {@link voteOf}. Gates are taken as last evaluated. */
export function decideVote(promotion: Promotion, ballot: Ballot, by: By): Decision {
  const { actor, now } = by;
  const refusal =
    closedBy(standing(promotion, now), 'vote') ??
    notVoting(promotion, ballot, by) ??
    stale(promotion, ballot);
  if (refusal !== null) return refusal;
  const voter = ballot.onBehalfOf ?? actor.id;
  const before = promotion.votes.find(
    (vote) => principalOf(vote) === voter && vote.round === promotion.round,
  );
  if (before !== undefined) return refuse('ALREADY_VOTED', secondVote(before, actor, promotion.round));
  const unproven = notProven(promotion, by) ?? notSigned(promotion, by);
  if (unproven !== null) return unproven;
  const votes = [...promotion.votes, voteOf(ballot, by, givenFor(promotion, ballot, by))];
  return moveTo(promotion, decidedState({ ...promotion, votes }, now), now);
}

/** The vote that an accepted ballot becomes. @param given what lets it be cast for somebody else; null for one's own */
export function voteOf(
  { decision, round, onBehalfOf }: Ballot,
  { actor, now, passkeyId }: By,
  given: HeldDelegation | null = null,
): Vote {
  const { id: personId, roles } = actor;
  const cast = { decision, round, castAt: now, ...(passkeyId !== undefined && { passkeyId }) };
  if (onBehalfOf === undefined) return { personId, roles, castAs: roles, ...cast };
  const castAs = given === null ? [] : rolesGiven(given);
  return { personId, onBehalfOf, roles, delegatorRoles: given?.delegatorRoles ?? [], castAs, ...cast };
}

/** What lets a ballot be cast for somebody else; null where nothing does, and for one's own. */
export function givenFor(
  promotion: Promotion,
  { onBehalfOf }: Pick<Ballot, 'onBehalfOf'>,
  by: By,
): HeldDelegation | null {
  return onBehalfOf === undefined ? null : delegationFor(promotion, onBehalfOf, by);
}

/** Why the caller may not cast this vote, whatever was voted before; null when they may. */
function notVoting(promotion: Promotion, ballot: Ballot, by: By): Refusal | null {
  const { actor, now } = by;
  const escalated = escalatedRole(promotion, now);
  const { onBehalfOf } = ballot;
  if (onBehalfOf === undefined) return notEntitled(promotion, actor, escalated);
  const barred = notFree(promotion, actor);
  if (barred !== null) return barred;
  const given = givenFor(promotion, ballot, by);
  if (given === null || actor.kind !== 'person' || !actor.roles.some(mayVote))
    return refuse('NO_DELEGATION', 'Nobody gave you their vote here for now, or they took it back.');
  const because = barOf(promotion, onBehalfOf);
  if (because !== null)
    return refuse(
      'SELF_APPROVAL',
      `For whom you would vote ${barWords[because]}; what keeps them from voting keeps you from it in their place.`,
    );
  return lackedRole(promotion, rolesGiven(given), escalated);
}

/**
 * Why a person may not decide on this promotion, whatever state it is in; null when they may.
 * @param escalated the role that may decide beside those of the policy's seats, or null
 */
export function notEntitled(
  promotion: Promotion,
  actor: Actor,
  escalated: Role | null = null,
): Refusal | null {
  const roles = actor.kind === 'person' ? actor.roles : [];
  return notFree(promotion, actor) ?? lackedRole(promotion, roles, escalated);
}

function notFree(promotion: Promotion, { id }: Actor): Refusal | null {
  if (isRequester(promotion, id)) {
    return refuse('SELF_APPROVAL', 'You requested this promotion; somebody else has to approve it.');
  }
  if (isDependent(promotion, id)) {
    return refuse(
      'SELF_APPROVAL',
      'You gave the requester their roles or a new password, or have yours from them; somebody else has to approve.',
    );
  }
  const exclusion = exclusionOf(promotion, id);
  if (exclusion === null) return null;
  return refuse('SELF_APPROVAL', `You ${deeds[exclusion]}; somebody else has to approve.`);
}

function lackedRole(promotion: Promotion, roles: readonly Role[], escalated: Role | null): Refusal | null {
  const required = [...promotion.policy.slots.map((slot) => slot.role), ...(escalated ? [escalated] : [])];
  if (roles.some((role) => required.includes(role))) return null;
  const names = [...new Set(required)].map((role) => roleNames[role]).join(', ');
  return refuse('ROLE_NOT_REQUIRED', `This promotion asks for votes of these roles only: ${names}.`);
}

function secondVote({ personId, onBehalfOf }: Vote, { id }: Actor, round: number): string {
  if (onBehalfOf === undefined)
    return personId === id
      ? `You have already voted in round ${round}.`
      : `They have already voted in round ${round} themselves.`;
  return onBehalfOf === id
    ? `Somebody you gave your vote to has already cast it in round ${round}.`
    : `Their vote was already cast in round ${round}.`;
}

/**
 * Why the caller has to prove anew who they are, or null: whoever leaves a signed-in machine to others must not sign by it,
 * and the policy says how fresh the proof has to be.
 */
export function notProven({ policy: { stepUpMinutes } }: Promotion, { actor, now }: By): Refusal | null {
  const age = now - (actor.authenticatedAt ?? -Infinity);
  // Written so that an age that is not a number is caught as well.
  if (stepUpMinutes === undefined || (age <= stepUpMinutes * millisecondsPerMinute && age >= -clockSkew))
    return null;
  return refuse(
    'STEP_UP_REQUIRED',
    `This policy asks for a proof of who you are from the last ${counted(stepUpMinutes, 'minute')}; prove it again.`,
  );
}

const millisecondsPerMinute = 60_000;

function stale(promotion: Promotion, ballot: Ballot): Refusal | null {
  if (ballot.round === promotion.round && ballot.subjectDigest === promotion.subjectDigest) return null;
  return refuse(
    'STALE_ROUND',
    `The promotion is in round ${promotion.round} now; look again before you vote.`,
  );
}
