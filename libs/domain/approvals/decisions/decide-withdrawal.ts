import { refuse } from '../../refusals';
import type { By } from './decide-vote';
import type { Promotion } from '../promotion';
import { isRequester } from '../review';
import { closedBy, moveTo, standing, type Decision } from '../step';

/** The step a withdrawal leads to: the requester, or an admin in their absence, takes the promotion back. */
export function decideWithdrawal(promotion: Promotion, { actor, now }: By): Decision {
  const refusal = closedBy(standing(promotion, now), 'withdraw');
  if (refusal !== null) return refusal;
  const isAdmin = actor.kind === 'person' && actor.roles.includes('admin');
  if (!isAdmin && !isRequester(promotion, actor.id)) {
    return refuse('ROLE_NOT_REQUIRED', 'Only the requester or an admin can withdraw a promotion.');
  }
  return moveTo(promotion, 'withdrawn', now);
}
