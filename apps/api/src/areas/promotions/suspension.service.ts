import { type Actor } from '@countersign/domain/access';
import {
  decideReinstatement,
  decideSuspension,
  suspensionGround,
  wayBack,
  type SuspensionGround,
} from '@countersign/domain/approvals';
import { isRefusal, refuse, type Refusal } from '@countersign/domain/refusals';
import { IsNull } from 'typeorm';
import { actorReference } from '../../database/actor-reference';
import { type Database } from '../../database/database';
import {
  type ReadTransaction,
  type Recorded,
  type RecordedRefusal,
  type Transaction,
  type Written,
} from '../../database/transaction';
import { firstAlert } from '../monitoring/first-alert';
import { type PoliciesService } from './policies.service';
import { lockRecord, readRecord, readRecords, type PromotionRecord } from './promotion-record';
import { PromotionRow } from './promotion.entity';
import { hasLeft, lastLifted } from './suspension-reads';
import { SuspensionRow } from './suspension.entity';
import { saveStep, takeStep, type Taken } from './take-step';

interface Areas {
  policies: PoliciesService;
}

/** Suspends approvals that what they rested on has left, and lifts suspensions again. What serves goes on serving. */
export class SuspensionService {
  constructor(
    private readonly database: Database,
    private readonly areas: Areas,
  ) {}

  /** Writes down every suspension that is due; two that do so at once write each down once. */
  async suspendDue(actor: Actor): Promise<void> {
    const due = await this.database.read(actor, async (tx) => {
      const active = await readRecords(tx, await tx.manager.findBy(PromotionRow, { state: 'active' }));
      const ids: string[] = [];
      for (const record of active) if (await this.groundOf(tx, record)) ids.push(record.row.id);
      return ids;
    });
    for (const id of due) await this.database.write(actor, (tx) => this.suspend(tx, id));
  }

  reinstate(
    actor: Actor,
    { promotionId, reason }: { promotionId: string; reason: string },
  ): Promise<Written<PromotionRecord>> {
    return this.database.write(actor, (tx) =>
      takeStep(tx, {
        ...{ action: 'reinstatePromotion', does: 'reinstate', promotionId, payload: { reason } },
        take: (record, caller) => lift(tx, record, { actor: caller, reason }),
      }),
    );
  }

  private async suspend(
    tx: Transaction,
    promotionId: string,
  ): Promise<Recorded<PromotionRecord> | RecordedRefusal> {
    const record = await lockRecord(tx, promotionId);
    const { row, promotion } = record;
    const ground = await this.groundOf(tx, record);
    const step = ground
      ? decideSuspension(promotion, tx.now.getTime())
      : refuse('PROMOTION_CLOSED', 'What the approval rests on holds.');
    const { subjectDigest: digest, round, state, workspaceId } = row;
    const about = { action: 'suspendPromotion', subject: { type: 'promotion', id: promotionId, digest } };
    if (!ground || isRefusal(step))
      return { refusal: step as Refusal, audit: { ...about, payload: { round, state } } };
    await tx.manager.insert(SuspensionRow, {
      ...{ id: tx.newId(), workspaceId, promotionId, ...ground, suspendedAt: tx.now },
      ...{ liftedAt: null, liftedBy: null, liftReason: null },
    });
    await saveStep(tx, record, { step });
    const fallback = fallbackOf(record);
    const payload = { round, state: step.state, ...ground, fallbackModelVersionId: fallback };
    return { result: await readRecord(tx, promotionId), audit: { ...about, payload } };
  }

  private async groundOf(tx: ReadTransaction, record: PromotionRecord): Promise<SuspensionGround | null> {
    const { manager, now } = tx;
    const { row, promotion } = record;
    const lifted = await lastLifted(manager, row.id);
    const lookedAt = lifted?.liftedAt ?? row.activatedAt;
    if (lookedAt === null) return null;
    const { workspaceId, modelVersionId } = row;
    const inForce = await this.areas.policies.inForce(manager, row);
    const known = {
      lookedAt: lookedAt.getTime(),
      alert: await firstAlert({ manager, workspaceId, modelVersionId, after: lookedAt }),
      hasOwnerLeft: await hasLeft(manager, lifted?.liftedBy ?? row.requestedBy),
      inForce: inForce?.body ?? null,
    };
    return suspensionGround(promotion, known, now.getTime());
  }
}

/** The version to fall back to in one step, without votes; null where there is none. */
export function fallbackOf({ promotion, now }: PromotionRecord): string | null {
  const way = wayBack(promotion, null, now.getTime());
  return isRefusal(way) ? null : way.modelVersionId;
}

async function lift(
  { manager, now }: Transaction,
  { row, promotion }: PromotionRecord,
  { actor, reason }: { actor: Actor; reason: string },
): Promise<Taken | Refusal> {
  const step = decideReinstatement(promotion, { actor, now: now.getTime() });
  if (isRefusal(step)) return step;
  await manager.update(
    SuspensionRow,
    { promotionId: row.id, liftedAt: IsNull() },
    { liftedAt: now, liftedBy: actorReference(actor), liftReason: reason },
  );
  return { step };
}
