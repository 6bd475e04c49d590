import { type Actor } from '@countersign/domain/access';
import { refuse } from '@countersign/domain/refusals';
import { type EntityManager } from 'typeorm';
import { actorReference } from '../../database/actor-reference';
import { type Database } from '../../database/database';
import { type Written } from '../../database/transaction';
import { type Page, type PageBounds, readPage } from '../../server/page';
import { notFound } from '../../server/problem';
import { lockErasable } from '../access/erasable-member';
import { assertNamesNobody } from './assert-names-nobody';
import { LegalHold } from './legal-hold.entity';
import { lockPrivacy } from './privacy-lock';

/** Holds on what is known of a person. Why stands in the hold and not in the log, which every reader sees. */
export class LegalHoldsService {
  constructor(private readonly database: Database) {}

  place(
    actor: Actor,
    { memberId, reason }: { memberId: string; reason: string },
  ): Promise<Written<LegalHold>> {
    return this.database.write<LegalHold>(actor, async ({ manager, now, newId }) => {
      await lockPrivacy(manager, actor.workspaceId);
      const member = await lockErasable(manager, memberId);
      assertNamesNobody(reason, member);
      const hold = manager.create(LegalHold, {
        ...{ id: newId(), workspaceId: actor.workspaceId, memberId, reason },
        ...{ placedAt: now, placedBy: actorReference(actor) },
        ...{ releasedAt: null, releasedBy: null, releaseReason: null },
      });
      const subject = { type: 'legal_hold', id: hold.id };
      const audit = { action: 'placeLegalHold', subject, payload: { memberId } };
      if (member.pseudonymisedAt)
        return { refusal: refuse('MEMBER_ERASED', 'There is nothing left of this person to keep.'), audit };
      await manager.insert(LegalHold, hold);
      return { result: hold, audit };
    });
  }

  /** Releases a hold; one that was released stays as it is. */
  release(actor: Actor, { id, reason }: { id: string; reason: string }): Promise<Written<LegalHold>> {
    return this.database.write<LegalHold>(actor, async ({ manager, now }) => {
      const hold = await manager.findOne(LegalHold, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!hold) throw notFound('legal hold', id);
      const { memberId } = hold;
      assertNamesNobody(reason, await lockErasable(manager, memberId));
      const subject = { type: 'legal_hold', id };
      const audit = { action: 'releaseLegalHold', subject, payload: { memberId } };
      if (hold.releasedAt) return { result: hold, audit };
      const released = { releasedAt: now, releasedBy: actorReference(actor), releaseReason: reason };
      await manager.update(LegalHold, { id }, released);
      return { result: Object.assign(hold, released), audit };
    });
  }

  /** Holds, newest first, the released ones too; of everybody or of one member. */
  list(actor: Actor, bounds: PageBounds, memberId?: string | null): Promise<Page<LegalHold>> {
    const build = (manager: EntityManager) => {
      const query = manager.createQueryBuilder(LegalHold, 'row');
      return memberId == null ? query : query.where({ memberId });
    };
    return readPage<LegalHold>(this.database, actor, { ...bounds, build, key: 'id', direction: 'DESC' });
  }
}
