import type { Role } from '../access';
import { refuse, type Refusal } from '../refusals';
import { freshDigest } from './decide-refresh';
import type { GateResult } from './evaluate-gate';
import type { FilledSlot } from './fill-slots';
import { missingFrom } from './missing';
import type { Policy } from './policy';
import { openStates, type Promotion, type PromotionState, type Vote } from './promotion';
import { barOf, countingVotes, filledSlots, reviewedState, type Bar } from './review';
import { closedBy, standing } from './step';

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
  request: Omit<Promotion, 'policy' | 'gates' | 'votes' | 'replacesVersionId' | 'earlier'>;
  /** Evaluated on the evidence that the decision rests on. */
  gates: readonly GateResult[];
  /** Of all rounds, oldest first. */
  votes: readonly Omit<Vote, 'roles'>[];
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
  /** The people whose votes count in this round, in the order in which they voted. */
  counting: readonly string[];
  /** Who of the people may not vote, and why. */
  barred: readonly { personId: string; because: Bar }[];
}

/**
 * The decision as a function of what was known: the same case gives the same verdict on every machine, so that whoever
 * holds the case can take the decision again; docs/spec/promotions.md, P-52 to P-55. The steps (`decideVote`,
 * `decideActivation` …) say how a promotion gets from one case to the next, and are made of the same parts.
 */
export function decide({ policy, request, gates, votes, people, now }: Case): Verdict {
  const rolesOf = new Map(people.map(({ personId, roles }) => [personId, roles]));
  const promotion: Promotion = {
    ...request,
    ...{ policy, gates },
    votes: votes.map((vote) => ({ ...vote, roles: rolesOf.get(vote.personId) ?? [] })),
  };
  const counting = countingVotes(promotion);
  return {
    ...outcome(promotion, now),
    seats: filledSlots(promotion, counting),
    counting: counting.map(({ personId }) => personId),
    barred: people.flatMap(({ personId }) => {
      const because = barOf(promotion, personId);
      return because === null ? [] : [{ personId, because }];
    }),
  };
}

/** Votes and gates decide as long as a promotion is open, its term once it was approved, and its end after that. */
function outcome(promotion: Promotion, now: number): Pick<Verdict, 'state' | 'missing'> {
  const standsAt = standing(promotion, now);
  const state = openStates.includes(standsAt) ? reviewedState(promotion) : standsAt;
  if (!openStates.includes(state)) {
    const refusal = state === 'active' ? null : closedBy(state, 'activate');
    return { state, missing: refusal === null ? [] : [refusal] };
  }
  const missing = [...changedSince(promotion), ...missingFrom(promotion)];
  return { state: state === 'approved' && missing.length > 0 ? 'in_review' : state, missing };
}

/** Evidence or a policy that is not what this round votes on. */
function changedSince(promotion: Promotion): Refusal[] {
  if (freshDigest(promotion, promotion, promotion.round) === promotion.subjectDigest) return [];
  return [refuse('STALE_ROUND', 'Evidence or policy are not those that this round is about.')];
}
