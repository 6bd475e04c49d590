import { refuse } from '../../refusals';
import type { Promotion } from '../promotion';
import { closedBy, moveTo, standing, type Decision } from '../step';

/** The step that writes a lapsed approval down as expired. */
export function decideExpiry(promotion: Promotion, now: number): Decision {
  const refusal = closedBy(promotion.state, 'expire');
  if (refusal !== null) return refusal;
  if (standing(promotion, now) !== 'expired')
    return refuse('PROMOTION_CLOSED', 'The approval has not lapsed yet.');
  return moveTo(promotion, 'expired', now);
}

/** The step of an active promotion whose alias another promotion takes over. */
export function decideSupersession(promotion: Promotion, now: number): Decision {
  return closedBy(promotion.state, 'supersede') ?? moveTo(promotion, 'superseded', now);
}
