import { type Actor, isPermitted, whoMay } from '@countersign/domain/access';
import { notToAcknowledge, type RollbackReview } from '@countersign/domain/approvals';
import { refuse, type Refusal } from '@countersign/domain/refusals';
import { In, IsNull, type EntityManager } from 'typeorm';
import { actorReference, parseActorReference } from '../../../database/actor-reference';
import { type Transaction } from '../../../database/transaction';
import { type PromotionRecord } from '../promotion-record';
import { type PromotionRow } from '../promotion.entity';
import { RollbackReviewRow } from './rollback-review.entity';

/** A step back. */
export interface GoingBack {
  /** The promotion that serves again. */
  restored: string;
  reason: string;
}

/** Going back opens a review of what was gone back from. */
export async function openReview(
  { manager, actor, now, newId }: Transaction,
  { id: promotionId, workspaceId }: PromotionRow,
  { restored: restoredPromotionId, reason }: GoingBack,
): Promise<void> {
  await manager.insert(RollbackReviewRow, {
    ...{ id: newId(), workspaceId, promotionId, restoredPromotionId, reason },
    ...{ rolledBackBy: actorReference(actor), rolledBackAt: now },
    ...{ acknowledgedAt: null, acknowledgedBy: null, finding: null },
  });
}

/** The reviews of those that were rolled back, by promotion. */
export async function reviewsOf(
  manager: EntityManager,
  rows: readonly PromotionRow[],
): Promise<Map<string, RollbackReviewRow>> {
  const ids = rows.filter(({ state }) => state === 'rolled_back').map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const found = await manager.findBy(RollbackReviewRow, { promotionId: In(ids) });
  return new Map(found.map((row) => [row.promotionId, row]));
}

/** The promotions whose rollback nobody has looked at yet. */
export async function openReviews(manager: EntityManager): Promise<string[]> {
  const open = await manager.findBy(RollbackReviewRow, { acknowledgedAt: IsNull() });
  return open.map(({ promotionId }) => promotionId);
}

/** Why the actor may not close the review of a rollback; null where they may. */
export function notToClose({ promotion, review }: PromotionRecord, actor: Actor): Refusal | null {
  if (!isPermitted(actor, 'promotion.vote'))
    return refuse('ROLE_NOT_REQUIRED', `This takes the role ${whoMay('promotion.vote')}.`);
  const by = review && parseActorReference(review.rolledBackBy);
  const known: RollbackReview | null = by && {
    rolledBackBy: by.kind === 'person' ? by.id : null,
    isAcknowledged: review?.acknowledgedAt != null,
  };
  return notToAcknowledge(promotion, known, actor);
}
