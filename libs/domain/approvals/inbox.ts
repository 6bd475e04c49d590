import { type Actor, isPermitted } from '../access';
import { isRefusal } from '../refusals';
import { decideActivation } from './decide-activation';
import { decideReinstatement } from './decide-suspension';
import { decideVote } from './decide-vote';
import type { Promotion } from './promotion';
import { countingVotes, isRequester } from './review';
import { standing, type Decision } from './step';
import { actionPermissions } from './viewer-actions';

/** What a promotion waits for somebody to do: to vote on it, to activate it, to answer what holds it up, or to look again. */
export type InboxKind = 'review' | 'activate' | 'answer' | 'look_again';

/** What the promotion waits for the actor to do, by the decisions that an attempt would meet; null for nothing. */
export function inboxKindOf(promotion: Promotion, actor: Actor, now: number): InboxKind | null {
  const { round, subjectDigest } = promotion;
  const vote = { decision: 'approve', round, subjectDigest } as const;
  if (isPermitted(actor, actionPermissions.vote) && isWaitedFor(decideVote(promotion, vote, { actor, now })))
    return 'review';
  const mayActivate = isPermitted(actor, actionPermissions.activate);
  if (mayActivate && !isRefusal(decideActivation(promotion, promotion, now))) return 'activate';
  const mayLift = isPermitted(actor, actionPermissions.reinstate);
  if (mayLift && isWaitedFor(decideReinstatement(promotion, { actor, now }))) return 'look_again';
  return isRequester(promotion, actor.id) && isHeldUp(promotion, now) ? 'answer' : null;
}

/** Whoever only has to sign in again is waited for. */
function isWaitedFor(decision: Decision): boolean {
  return !isRefusal(decision) || decision.code === 'STEP_UP_REQUIRED';
}

function isHeldUp(promotion: Promotion, now: number): boolean {
  const state = standing(promotion, now);
  if (state === 'blocked') return true;
  return (
    state === 'in_review' && countingVotes(promotion).some(({ decision }) => decision === 'request_changes')
  );
}
