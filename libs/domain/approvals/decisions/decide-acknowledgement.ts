import type { Actor } from '../../access';
import { refuse, type Refusal } from '../../refusals';
import { notEntitled } from './decide-vote';
import type { Promotion } from '../promotion';

/** The review that going back opens. */
export interface RollbackReview {
  /** The id of whoever went back; null where the server did. */
  rolledBackBy: string | null;
  isAcknowledged: boolean;
}

/**
 * Why somebody may not close the review of a rollback; null where they may. It takes a person who could have voted on what
 * was rolled back, and who did not go back themselves; docs/spec/promotions.md, P-162.
 * @param review null where nobody went back from it
 */
export function notToAcknowledge(
  promotion: Promotion,
  review: RollbackReview | null,
  actor: Actor,
): Refusal | null {
  if (promotion.state !== 'rolled_back' || review === null)
    return refuse('PROMOTION_CLOSED', 'There is no rollback of this promotion to look at.');
  if (review.isAcknowledged)
    return refuse('PROMOTION_CLOSED', 'Somebody has looked at this rollback before.');
  if (actor.id === review.rolledBackBy)
    return refuse('SELF_APPROVAL', 'You went back yourself; somebody else has to look at it.');
  return notEntitled(promotion, actor);
}
