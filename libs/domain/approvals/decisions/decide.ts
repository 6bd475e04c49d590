import type { Role } from '../../access';
import { refuse, type Refusal } from '../../refusals';
import { freshDigest } from './decide-refresh';
import { decidedState } from '../emergency-state';
import type { GateResult } from '../gates/evaluate-gate';
import type { FilledSlot } from '../fill-slots';
import { missingFrom } from '../gates/missing';
import type { Policy } from '../policies/policy';
import { openStates, type Promotion, type PromotionState, type Vote } from '../promotion';
import { barOf, countingVotes, filledSlots, type Bar } from '../review';
import { closedBy, standing } from '../step';
import { heldNow, principalOf } from '../voting-roles';
import { waiversInForce, type Waiver } from '../waiver';

/** Somebody who voted, or could; without a member's entry a vote stands for no role. */
export interface Person {
  personId: string;
  /** Held now; none once the person was deactivated. */
  roles: readonly Role[];
}

/** Everything that a decision is taken from. Instants are milliseconds since 1970-01-01T00:00Z. */
export interface Case {
  policy: Policy;
  /** What was asked, by whom, and how far it has come. */
  request: Omit<
    Promotion,
    'policy' | 'gates' | 'votes' | 'replacesVersionId' | 'earlier' | 'delegations' | 'waivers'
  >;
  /** Evaluated on the evidence that the decision rests on. */
  gates: readonly GateResult[];
  /** Of all rounds, oldest first. */
  votes: readonly Omit<Vote, 'roles' | 'delegatorRoles'>[];
  /** Of gates, of all rounds; absent where there are none. */
  waivers?: readonly Omit<Waiver, 'roles'>[];
  people: readonly Person[];
  now: number;
}

/** What follows from a case. */
export interface Verdict {
  /** Where votes, gates and time leave the promotion. */
  state: PromotionState;
  /** Everything that is missing, each with its code; empty where the version may begin to serve, or serves. */
  missing: readonly Refusal[];
  /** The required seats and who fills them in this round. */
  seats: readonly FilledSlot[];
  /** The people whose votes count in this round, whoever cast them, in the order in which they were cast. */
  counting: readonly string[];
  /** What of the gates was let through although it did not pass, and by whom. */
  waived: readonly { gateId: string; personId: string }[];
  /** Who of the people may not vote, and why. */
  barred: readonly { personId: string; because: Bar }[];
}

/**
 * The decision as a function of what was known: the same case gives the same verdict on every machine, so that whoever
 * holds the case can take the decision again; docs/spec/promotions.md, P-52 to P-55. The steps (`decideVote`,
 * `decideActivation` …) say how a promotion gets from one case to the next, and are made of the same parts.
 */
export function decide({ policy, request, gates, votes, waivers = [], people, now }: Case): Verdict {
  const rolesOf = new Map(people.map(({ personId, roles }) => [personId, roles]));
  const promotion: Promotion = {
    ...request,
    ...{ policy, gates },
    votes: votes.map((vote) => heldNow(vote, rolesOf)),
    waivers: waivers.map((waiver) => ({ ...waiver, roles: rolesOf.get(waiver.personId) ?? [] })),
  };
  return {
    ...outcome(promotion, now),
    seats: filledSlots(promotion),
    counting: countingVotes(promotion).map(principalOf),
    waived: waiversInForce(promotion).map(({ gateId, personId }) => ({ gateId, personId })),
    barred: people.flatMap(({ personId }) => {
      const because = barOf(promotion, personId);
      return because === null ? [] : [{ personId, because }];
    }),
  };
}

/** Votes and gates decide as long as a promotion is open, its term once it was approved, and its end after that. */
function outcome(promotion: Promotion, now: number): Pick<Verdict, 'state' | 'missing'> {
  const standsAt = standing(promotion, now);
  const isUndecided = standsAt === 'provisional' || openStates.includes(standsAt);
  const state = isUndecided ? decidedState(promotion, now) : standsAt;
  const isRatified = standsAt === 'provisional' && state === 'active';
  if (!isRatified && state !== 'provisional' && !openStates.includes(state)) {
    const refusal = state === 'active' ? null : closedBy(state, 'activate');
    return { state, missing: refusal === null ? [] : [refusal] };
  }
  const missing = [...changedSince(promotion), ...missingFrom(promotion)];
  if (missing.length === 0) return { state, missing };
  if (isRatified) return { state: 'provisional', missing };
  return { state: state === 'approved' ? 'in_review' : state, missing };
}

/** Evidence or a policy that is not what this round votes on. */
function changedSince(promotion: Promotion): Refusal[] {
  if (freshDigest(promotion, promotion, promotion.round) === promotion.subjectDigest) return [];
  return [refuse('STALE_ROUND', 'Evidence or policy are not those that this round is about.')];
}
