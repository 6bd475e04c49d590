import { type Actor } from '@countersign/domain/access';
import { commentFault } from '@countersign/domain/approvals';
import { isRefusal, refuse, type Refusal } from '@countersign/domain/refusals';
import { In, IsNull, type EntityManager } from 'typeorm';
import { actorReference } from '../../../database/actor-reference';
import { type Database } from '../../../database/database';
import {
  type Recorded,
  type RecordedRefusal,
  type Transaction,
  type Written,
} from '../../../database/transaction';
import { type Page, type PageBounds, readPage } from '../../../server/page';
import { notFound, Problem } from '../../../server/problem';
import { entitledCaller } from '../../access/caller-now';
import { knownMembers, rolesOf } from '../../access/people';
import { PromotionCommentRow } from './promotion-comment.entity';
import { type CommentRecord, withMentions } from './promotion-comments';
import { PromotionMentionRow } from './promotion-mention.entity';
import { PromotionRow } from '../promotion.entity';
import { type RefusedAttempt, refusedAttempts } from '../refused-attempts';
import { dissentOn, type Dissent } from './dissent-reads';

/** A comment as somebody hands it in. */
interface NewComment {
  promotionId: string;
  text: string;
  /** Ids of the members who are to see it. */
  mentions: readonly string[];
}

/** What people say about promotions; docs/spec/promotions.md, P-148 to P-152. */
export class DiscussionService {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async comments(actor: Actor, promotionId: string, bounds: PageBounds): Promise<Page<CommentRecord>> {
    const build = (manager: EntityManager) =>
      manager.createQueryBuilder(PromotionCommentRow, 'row').where({ promotionId });
    const page = await readPage<PromotionCommentRow>(this.database, actor, {
      ...{ ...bounds, build, key: 'id', direction: 'DESC' },
    });
    const rows = await this.database.read(actor, ({ manager }) => withMentions(manager, page.rows));
    return { ...page, rows, cursorOf: ({ row }) => page.cursorOf(row) };
  }

  /** What was objected to a promotion, and to its artefact before. */
  dissent(actor: Actor, on: Parameters<typeof dissentOn>[1]): Promise<Dissent[]> {
    return this.database.read(actor, ({ manager }) => dissentOn(manager, on));
  }

  /** Attempts at a promotion that were refused, the newest first. */
  refused(actor: Actor, promotionId: string): Promise<RefusedAttempt[]> {
    return this.database.read(actor, ({ manager }) =>
      refusedAttempts(manager, { workspaceId: actor.workspaceId, promotionId }),
    );
  }

  /**
   * @throws Problem BAD_INPUT for a comment that cannot be taken as it is; NOT_FOUND for a promotion or a member that is
   *   not in the workspace
   */
  add(actor: Actor, { promotionId, text, mentions }: NewComment): Promise<Written<CommentRecord>> {
    const fault = commentFault({ text, mentions, authorId: actor.id });
    if (fault) throw new Problem('BAD_INPUT', fault.message, { field: fault.field });
    return this.database.write(actor, async (tx) => {
      const promotion = await tx.manager.findOne(PromotionRow, {
        ...{ where: { id: promotionId }, lock: { mode: 'pessimistic_read' as const } },
      });
      if (!promotion) throw notFound('promotion', promotionId);
      return write(tx, promotion, { text, mentions });
    });
  }

  /**
   * Says that the caller has seen what mentions them; what they saw before stays as it is.
   * @throws Problem NOT_FOUND for a comment that does not mention them
   */
  markSeen(actor: Actor, commentIds: readonly string[]): Promise<Written<CommentRecord[]>> {
    return this.database.write(actor, async ({ manager, now }): Promise<Recorded<CommentRecord[]>> => {
      const own = { commentId: In([...commentIds]), memberId: actor.id };
      const found = await manager.findBy(PromotionMentionRow, own);
      const foreign = commentIds.find((id) => !found.some(({ commentId }) => commentId === id));
      if (foreign !== undefined) throw notFound('comment that mentions you', foreign);
      await manager.update(PromotionMentionRow, { ...own, seenAt: IsNull() }, { seenAt: now });
      const where = { id: In([...commentIds]) };
      const rows = await manager.find(PromotionCommentRow, { where, order: { id: 'ASC' } });
      const subject = { type: 'member', id: actor.id };
      const audit = { action: 'markMentionsSeen', subject, payload: { commentIds } };
      return { result: await withMentions(manager, rows), audit };
    });
  }
}

async function write(
  tx: Transaction,
  { id: promotionId, round, workspaceId }: PromotionRow,
  { text, mentions }: Pick<NewComment, 'text' | 'mentions'>,
): Promise<Recorded<CommentRecord> | RecordedRefusal> {
  const { manager, now } = tx;
  const id = tx.newId();
  const subject = { type: 'promotion_comment', id };
  const audit = { action: 'addPromotionComment', subject, payload: { promotionId, round, text, mentions } };
  const caller = await entitledCaller(tx, 'promotion.comment');
  if (isRefusal(caller)) return { refusal: caller, audit };
  const refusal = await absent(manager, mentions);
  if (refusal) return { refusal, audit };
  const author = actorReference(caller);
  const row = { id, workspaceId, promotionId, round, author, text, addedAt: now };
  await manager.insert(PromotionCommentRow, row);
  const mentioned = mentions.map((memberId) => ({ workspaceId, commentId: id, memberId, seenAt: null }));
  if (mentioned.length > 0) await manager.insert(PromotionMentionRow, mentioned);
  return { result: { row, mentions: mentioned }, audit };
}

/** Why somebody who is mentioned would never see it; null when everybody would. */
async function absent(manager: EntityManager, mentions: readonly string[]): Promise<Refusal | null> {
  const known = await knownMembers(manager, mentions);
  const unknown = mentions.find((id) => !known.has(id));
  if (unknown !== undefined) throw notFound('member', unknown);
  const active = await rolesOf(manager, mentions);
  const gone = mentions.find((id) => !active.has(id));
  if (gone === undefined) return null;
  return refuse('MEMBER_DEACTIVATED', `${known.get(gone) ?? ''} is deactivated, and would not see it.`);
}
