import { type Actor, isPermitted } from '../access';
import { isRefusal } from '../refusals';
import { decideActivation } from './decisions/decide-activation';
import { confirmAsSeen } from './decisions/decide-emergency';
import { decideReinstatement } from './decisions/decide-suspension';
import { decideVote } from './decisions/decide-vote';
import { decideAnyWaiver } from './decisions/decide-waiver';
import { isWaivable } from './gates/gate-rules';
import type { Promotion } from './promotion';
import { countingVotes, haveGatesPassed, isRequester } from './review';
import { anyPasskey } from './signed-votes';
import { standing, type Decision } from './step';
import { actionPermissions, votesForOthers } from './viewer-actions';

/**
 * What a promotion waits for somebody to do: to vote on it, to activate it, to answer what holds it up, to look again, to
 * confirm an emergency, or to waive what alone still holds it up.
 */
export type InboxKind = 'review' | 'activate' | 'answer' | 'look_again' | 'confirm' | 'waive';

/** What the promotion waits for the actor to do, by the decisions that an attempt would meet; null for nothing. */
export function inboxKindOf(promotion: Promotion, actor: Actor, now: number): InboxKind | null {
  const { round, subjectDigest } = promotion;
  const vote = { decision: 'approve', round, subjectDigest } as const;
  if (
    isPermitted(actor, actionPermissions.confirm_emergency) &&
    isWaitedFor(confirmAsSeen(promotion, { actor, now }))
  )
    return 'confirm';
  const signing = { actor, now, passkeyId: anyPasskey };
  if (isPermitted(actor, actionPermissions.vote) && isWaitedFor(decideVote(promotion, vote, signing)))
    return 'review';
  if (mayCastFor(promotion, actor, now).length > 0) return 'review';
  if (isPermitted(actor, actionPermissions.waive) && isLeftToWaive(promotion, actor, now)) return 'waive';
  const mayActivate = isPermitted(actor, actionPermissions.activate);
  if (mayActivate && !isRefusal(decideActivation(promotion, promotion, now))) return 'activate';
  const mayLift = isPermitted(actor, actionPermissions.reinstate);
  if (mayLift && isWaitedFor(decideReinstatement(promotion, signing))) return 'look_again';
  return isRequester(promotion, actor.id) && isHeldUp(promotion, now) ? 'answer' : null;
}

/** Whose votes wait for the actor to cast them. */
export function mayCastFor(promotion: Promotion, actor: Actor, now: number): string[] {
  if (!isPermitted(actor, actionPermissions.vote)) return [];
  const votes = votesForOthers(promotion, actor, now);
  return votes
    .filter(({ allowed, code }) => allowed || code === 'STEP_UP_REQUIRED')
    .map(({ onBehalfOf }) => onBehalfOf);
}

/** Whoever only has to sign in again is waited for. */
function isWaitedFor(decision: Decision): boolean {
  return !isRefusal(decision) || decision.code === 'STEP_UP_REQUIRED';
}

/** Whether the actor may waive something, and no gate that nobody may waive holds the promotion up. */
function isLeftToWaive(promotion: Promotion, actor: Actor, now: number): boolean {
  const { policy, gates } = promotion;
  const rules = policy.gates.filter((rule) => !isWaivable(rule, policy));
  const isClosed = !haveGatesPassed({ ...policy, gates: rules }, gates);
  return !isClosed && isWaitedFor(decideAnyWaiver(promotion, { actor, now }));
}

function isHeldUp(promotion: Promotion, now: number): boolean {
  const state = standing(promotion, now);
  // What served by an emergency and was not approved in time waits for another promotion, or for going back.
  const isUnapproved = promotion.state === 'suspended' && promotion.approvedAt === null;
  if (state === 'blocked' || isUnapproved) return true;
  return (
    state === 'in_review' && countingVotes(promotion).some(({ decision }) => decision === 'request_changes')
  );
}
