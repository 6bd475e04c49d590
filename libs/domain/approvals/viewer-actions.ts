import { isPermitted, whoMay, type Actor, type Permission } from '../access';
import { isRefusal, type RefusalCode } from '../refusals';
import { decideActivation } from './decide-activation';
import { decideRefresh } from './decide-refresh';
import { decideRollback } from './decide-rollback';
import { decideReinstatement } from './decide-suspension';
import { decideVote } from './decide-vote';
import { decideWithdrawal } from './decide-withdrawal';
import type { Promotion } from './promotion';
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
  // As much a signature as a vote is.
  reinstate: 'promotion.vote',
};

/**
 * What the viewer may do now, by the same decisions that will be taken when they try.
 * Gates and policy are taken as last evaluated: an activation can still be refused for newer evidence.
 */
export function viewerActions(promotion: Promotion, actor: Actor, now: number): ViewerAction[] {
  const { round, subjectDigest } = promotion;
  const attempts: [ViewerActionName, Decision][] = [
    ['vote', decideVote(promotion, { decision: 'approve', round, subjectDigest }, { actor, now })],
    ['withdraw', decideWithdrawal(promotion, { actor, now })],
    ['refresh_gates', decideRefresh(promotion, promotion, now)],
    ['activate', decideActivation(promotion, promotion, now)],
    ['roll_back', decideRollback(promotion, null, now)],
    ['reinstate', decideReinstatement(promotion, { actor, now })],
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
