import { type Actor } from '@countersign/domain/access';
import { decideReinstatement, decideSuspension, wayBack } from '@countersign/domain/approvals';
import { isRefusal, refuse, type Refusal } from '@countersign/domain/refusals';
import { IsNull } from 'typeorm';
import { actorReference } from '../../../database/actor-reference';
import { type Database } from '../../../database/database';
import {
  type Recorded,
  type RecordedRefusal,
  type Transaction,
  type Written,
} from '../../../database/transaction';
import { forEachAlone } from '../../../jobs/for-each-alone';
import { type EvidenceSources } from '../gate/evaluate-gates';
import { type PoliciesService } from '../policies/policies.service';
import { lockRecord, readRecord, readRecords, type PromotionRecord } from '../promotion-record';
import { PromotionRow } from '../promotion.entity';
import { liftingRole, type OpenedSignature, signedBy, signStep } from '../signing/sign-step';
import { groundOf } from './suspension-facts';
import { liftedOf } from './suspension-reads';
import { SuspensionRow } from './suspension.entity';
import { saveStep, takeStep, type Taken } from '../take-step';

interface Areas {
  policies: PoliciesService;
  evidence: EvidenceSources;
}

/** That somebody lifts a suspension. */
interface Reinstatement {
  promotionId: string;
  reason: string;
  signature?: OpenedSignature | null;
}

interface Lifting {
  actor: Actor;
  reason: string;
  signature: OpenedSignature | null;
}

/** Suspends approvals that what they rested on has left, and lifts suspensions again. What serves goes on serving. */
export class SuspensionService {
  private readonly sources;

  constructor(
    private readonly database: Database,
    areas: Areas,
  ) {
    this.sources = { ...areas, seen: new Map<string, number>() };
  }

  /** Writes down every suspension that is due; two that do so at once write each down once. */
  async suspendDue(actor: Actor): Promise<void> {
    const due = await this.database.read(actor, async (tx) => {
      const active = await readRecords(tx, await tx.manager.findBy(PromotionRow, { state: 'active' }));
      const ids: string[] = [];
      for (const record of active) if (await groundOf(this.sources, tx, record)) ids.push(record.row.id);
      return ids;
    });
    await forEachAlone(due, (id) => this.database.write(actor, (tx) => this.suspend(tx, id)));
  }

  reinstate(
    actor: Actor,
    { promotionId, reason, signature = null }: Reinstatement,
  ): Promise<Written<PromotionRecord>> {
    return this.database.write(actor, (tx) =>
      takeStep(tx, {
        ...{ action: 'reinstatePromotion', does: 'reinstate', promotionId, payload: { reason } },
        take: (record, caller) => this.lift(tx, record, { actor: caller, reason, signature }),
      }),
    );
  }

  /** What was suspended of a promotion and lifted again, oldest first. */
  lifted(actor: Actor, promotionId: string): Promise<SuspensionRow[]> {
    return this.database.read(actor, ({ manager }) => liftedOf(manager, promotionId));
  }

  private async lift(
    tx: Transaction,
    record: PromotionRecord,
    { actor, reason: liftReason, signature: opened }: Lifting,
  ): Promise<Taken | Refusal> {
    const { row, promotion } = record;
    const { manager, now: liftedAt } = tx;
    const role = liftingRole(promotion, actor);
    const lifting = { actor, decision: 'reinstate', role, comment: liftReason } as const;
    const signing = await signStep(tx, record, { opened, step: lifting });
    const by = { actor, now: liftedAt.getTime(), ...signedBy(signing) };
    const step = decideReinstatement(promotion, by);
    if (isRefusal(step)) return step;
    const { signed } = signing;
    if (isRefusal(signed)) return signed;
    const { printedName, nameSalt, meaning, nameCommitment } = signing.printed;
    const { policies } = this.sources;
    const inForce = await policies.inForce(manager, row);
    const liftPolicyId = inForce && (await policies.keep(tx, inForce));
    await manager.update(
      SuspensionRow,
      { promotionId: row.id, liftedAt: IsNull() },
      {
        ...{ liftedAt, liftedBy: actorReference(actor), liftReason, liftPolicyId },
        ...{ liftPasskeyId: signed?.passkeyId ?? null, liftMeaning: meaning },
        ...{ liftPrintedName: printedName, liftNameSalt: nameSalt },
      },
    );
    return { step, payload: { meaning, nameCommitment, ...(signed && { signature: signed }) } };
  }

  private async suspend(
    tx: Transaction,
    promotionId: string,
  ): Promise<Recorded<PromotionRecord> | RecordedRefusal> {
    const record = await lockRecord(tx, promotionId);
    const { row, promotion } = record;
    const ground = await groundOf(this.sources, tx, record);
    const step = ground
      ? decideSuspension(promotion, tx.now.getTime())
      : refuse('PROMOTION_CLOSED', 'What the approval rests on holds.');
    const { subjectDigest: digest, round, state, workspaceId } = row;
    const about = { action: 'suspendPromotion', subject: { type: 'promotion', id: promotionId, digest } };
    if (!ground || isRefusal(step))
      return { refusal: step as Refusal, audit: { ...about, payload: { round, state } } };
    await tx.manager.insert(SuspensionRow, {
      ...{ id: tx.newId(), workspaceId, promotionId, suspendedAt: tx.now },
      ...{ cause: ground.cause, reason: ground.reason, findings: [...ground.findings] },
      ...{ liftedAt: null, liftedBy: null, liftReason: null, liftPolicyId: null, liftPasskeyId: null },
    });
    await saveStep(tx, record, { step });
    const fallback = fallbackOf(record);
    const payload = { round, state: step.state, ...ground, fallbackModelVersionId: fallback };
    return { result: await readRecord(tx, promotionId), audit: { ...about, payload } };
  }
}

/** The version to fall back to in one step, without votes; null where there is none. */
export function fallbackOf({ promotion, now }: PromotionRecord): string | null {
  const way = wayBack(promotion, null, now.getTime());
  return isRefusal(way) ? null : way.modelVersionId;
}
