import { In, IsNull, type EntityManager } from 'typeorm';
import { PromotionCommentRow } from './promotion-comment.entity';
import { PromotionMentionRow } from './promotion-mention.entity';

/** A comment with those who are to see it. */
export interface CommentRecord {
  row: PromotionCommentRow;
  mentions: PromotionMentionRow[];
}

/** Completes comments, in their order. */
export async function withMentions(
  manager: EntityManager,
  rows: readonly PromotionCommentRow[],
): Promise<CommentRecord[]> {
  if (rows.length === 0) return [];
  const found = await manager.find(PromotionMentionRow, {
    ...{ where: { commentId: In(rows.map(({ id }) => id)) }, order: { memberId: 'ASC' as const } },
  });
  return rows.map((row) => ({ row, mentions: found.filter(({ commentId }) => commentId === row.id) }));
}

/** Mentions that are read at once: more than a person will have left, and a bound all the same. */
const most = 100;

/** The comments that wait for a person to see them, the oldest first. */
export async function unseenComments(manager: EntityManager, memberId: string): Promise<CommentRecord[]> {
  const unseen = await manager.find(PromotionMentionRow, {
    ...{ where: { memberId, seenAt: IsNull() }, order: { commentId: 'ASC' as const }, take: most },
  });
  if (unseen.length === 0) return [];
  const where = { id: In(unseen.map(({ commentId }) => commentId)) };
  return withMentions(manager, await manager.find(PromotionCommentRow, { where, order: { id: 'ASC' } }));
}
