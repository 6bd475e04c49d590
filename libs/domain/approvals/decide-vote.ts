import type { Actor, Role } from '../access';
import { refuse, type Refusal } from '../refusals';
import { clockSkew } from './clock-skew';
import { escalatedRole } from './deadline';
import type { Promotion, Vote, VoteDecision } from './promotion';
import { deeds, exclusionOf, isDependent, isRequester, reviewedState } from './review';
import { closedBy, moveTo, standing, type Decision } from './step';

/** A vote as handed in, with what the voter was looking at. */
export interface Ballot {
  decision: VoteDecision;
  round: number;
  subjectDigest: string;
}

/** Who acts, and when (milliseconds since 1970-01-01T00:00Z). */
export interface By {
  actor: Actor;
  now: number;
}

/** The step a vote leads to. The vote to store is {@link voteOf}. Gates are taken as last evaluated. */
export function decideVote(promotion: Promotion, ballot: Ballot, by: By): Decision {
  const { actor, now } = by;
  const refusal =
    closedBy(standing(promotion, now), 'vote') ??
    notEntitled(promotion, actor, escalatedRole(promotion, now)) ??
    stale(promotion, ballot);
  if (refusal !== null) return refusal;
  if (promotion.votes.some((vote) => vote.personId === actor.id && vote.round === promotion.round)) {
    return refuse('ALREADY_VOTED', `You have already voted in round ${promotion.round}.`);
  }
  const unproven = notProven(promotion, by);
  if (unproven !== null) return unproven;
  const votes = [...promotion.votes, voteOf(ballot, by)];
  return moveTo(promotion, reviewedState({ ...promotion, votes }), now);
}

/** The vote that an accepted ballot becomes. */
export function voteOf({ decision, round }: Ballot, { actor, now }: By): Vote {
  const { id: personId, roles } = actor;
  return { personId, roles, castAs: roles, decision, round, castAt: now };
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
  if (isRequester(promotion, actor.id)) {
    return refuse('SELF_APPROVAL', 'You requested this promotion; somebody else has to approve it.');
  }
  if (isDependent(promotion, actor.id)) {
    return refuse(
      'SELF_APPROVAL',
      'You gave the requester their roles or a new password, or have yours from them; somebody else has to approve.',
    );
  }
  const exclusion = exclusionOf(promotion, actor.id);
  if (exclusion !== null) {
    return refuse('SELF_APPROVAL', `You ${deeds[exclusion]}; somebody else has to approve.`);
  }
  const required = [...promotion.policy.slots.map((slot) => slot.role), ...(escalated ? [escalated] : [])];
  if (actor.kind === 'person' && actor.roles.some((role) => required.includes(role))) return null;
  const names = [...new Set(required)].map((role) => role.replaceAll('_', ' ')).join(', ');
  return refuse('ROLE_NOT_REQUIRED', `This promotion asks for votes of these roles only: ${names}.`);
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
    `This policy asks for a proof of who you are from the last ${stepUpMinutes} minutes; sign in again.`,
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
