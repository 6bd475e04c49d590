import { isPermitted, whoMay, type Actor, type Permission } from '../access';
import { isRefusal, type RefusalCode } from '../refusals';
import { decideActivation } from './decisions/decide-activation';
import { confirmAsSeen, decideEmergencyProposal } from './decisions/decide-emergency';
import { delegationFor } from './decisions/decide-delegation';
import { decideRefresh } from './decisions/decide-refresh';
import { decideRollback } from './decisions/decide-rollback';
import { decideReinstatement } from './decisions/decide-suspension';
import { decideVote } from './decisions/decide-vote';
import { decideAnyWaiver } from './decisions/decide-waiver';
import { decideWithdrawal } from './decisions/decide-withdrawal';
import type { Promotion } from './promotion';
import { anyPasskey } from './signed-votes';
import type { Decision } from './step';
import type { PromotionAction, SystemAction } from './transitions';

/** What people can do to a promotion. */
export type ViewerActionName = Exclude<PromotionAction, SystemAction>;

export interface ViewerAction {
  action: ViewerActionName;
  allowed: boolean;
  /** Absent when allowed, and when the viewer lacks the permission altogether. */
  code?: RefusalCode;
  /** Why not, in one sentence; absent when allowed. */
  message?: string;
}

/** The permission each action needs at the door. */
export const actionPermissions: Readonly<Record<ViewerActionName, Permission>> = {
  vote: 'promotion.vote',
  withdraw: 'promotion.withdraw',
  refresh_gates: 'promotion.refresh',
  activate: 'promotion.activate',
  roll_back: 'promotion.roll_back',
  // As much a signature as a vote is, and so is a waiver.
  reinstate: 'promotion.vote',
  propose_emergency: 'promotion.break_glass',
  confirm_emergency: 'promotion.break_glass',
  waive: 'promotion.vote',
};

/**
 * What the viewer may do now, by the same decisions that will be taken when they try.
 * Gates and policy are taken as last evaluated: an activation can still be refused for newer evidence.
 */
export function viewerActions(promotion: Promotion, actor: Actor, now: number): ViewerAction[] {
  const { round, subjectDigest } = promotion;
  // Who can sign is known once they do.
  const signing = { actor, now, passkeyId: anyPasskey };
  const attempts: [ViewerActionName, Decision][] = [
    ['vote', decideVote(promotion, { decision: 'approve', round, subjectDigest }, signing)],
    ['withdraw', decideWithdrawal(promotion, { actor, now })],
    ['refresh_gates', decideRefresh(promotion, promotion, now)],
    ['activate', decideActivation(promotion, promotion, now)],
    ['roll_back', decideRollback(promotion, null, now)],
    ['reinstate', decideReinstatement(promotion, signing)],
    ['propose_emergency', decideEmergencyProposal(promotion, { actor, now })],
    ['confirm_emergency', confirmAsSeen(promotion, { actor, now })],
    ['waive', decideAnyWaiver(promotion, { actor, now })],
  ];
  return attempts.map(([action, decision]) => {
    const permission = actionPermissions[action];
    if (!isPermitted(actor, permission)) {
      return { action, allowed: false, message: `This takes the role ${whoMay(permission)}.` };
    }
    if (!isRefusal(decision)) return { action, allowed: true };
    return { action, allowed: false, code: decision.code, message: decision.message };
  });
}

/** A vote of somebody else that the viewer may cast, or might but for what is said. */
export interface VoteForOther extends Omit<ViewerAction, 'action'> {
  onBehalfOf: string;
}

/** Whose votes were given to the viewer here, and whether they may cast each now. */
export function votesForOthers(promotion: Promotion, actor: Actor, now: number): VoteForOther[] {
  const { round, subjectDigest, delegations = [] } = promotion;
  const given = delegations.filter(
    ({ delegatorId, delegateId }) =>
      delegateId === actor.id && delegationFor(promotion, delegatorId, { actor, now }) !== null,
  );
  return [...new Set(given.map(({ delegatorId }) => delegatorId))].map((onBehalfOf) => {
    const ballot = { decision: 'approve', round, subjectDigest, onBehalfOf } as const;
    const decision = decideVote(promotion, ballot, { actor, now, passkeyId: anyPasskey });
    if (!isRefusal(decision)) return { onBehalfOf, allowed: true };
    return { onBehalfOf, allowed: false, code: decision.code, message: decision.message };
  });
}
