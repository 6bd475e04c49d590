import { isRefusal } from '../refusals';
import { wayBack } from './decisions/decide-rollback';
import type { Promotion, PromotionState } from './promotion';
import { reviewedState } from './reviewed-state';

/**
 * The state that votes and gates give to a promotion under review. What serves by an emergency already is approved by
 * them, goes on, or ends (docs/spec/promotions.md, P-121 and P-122).
 */
export function decidedState(promotion: Promotion, now: number): PromotionState {
  const state = reviewedState(promotion);
  if (promotion.state !== 'provisional') return state;
  if (state === 'approved') return 'active';
  return state === 'rejected' ? endOfEmergency(promotion, now) : 'provisional';
}

/** Where an emergency ends without an approval: it gives way to the version before, or serves on and permits nothing new. */
export function endOfEmergency(promotion: Promotion, now: number): 'rolled_back' | 'suspended' {
  return isRefusal(wayBack(promotion, null, now)) ? 'suspended' : 'rolled_back';
}
