import type { Promotion, PromotionState } from './promotion';
import { countingVotes, haveGatesPassed, isQuorumReached } from './review';
import { waivedIds } from './waiver';

/** The state that votes, gates and what was waived of them give to a promotion under review. */
export function reviewedState(promotion: Promotion): PromotionState {
  if (countingVotes(promotion).some((vote) => vote.decision === 'reject')) return 'rejected';
  if (!haveGatesPassed(promotion.policy, promotion.gates, waivedIds(promotion))) return 'blocked';
  return isQuorumReached(promotion) ? 'approved' : 'in_review';
}
