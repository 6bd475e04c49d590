import { type Actor } from '@countersign/domain/access';
import { decideWaiver, waiverOf, type WaiverRequest } from '@countersign/domain/approvals';
import { isRefusal, type Refusal } from '@countersign/domain/refusals';
import { actorReference } from '../../../database/actor-reference';
import { type Database } from '../../../database/database';
import { type Transaction, type Written } from '../../../database/transaction';
import { ratifiedAnew, type LookAreas } from '../look-anew';
import { GateWaiverRow } from './gate-waiver.entity';
import { type PromotionRecord } from '../promotion-record';
import { takeStep, type Taken } from '../take-step';

export interface WaiveGate extends WaiverRequest {
  promotionId: string;
  reason: string;
}

interface Waiving {
  actor: Actor;
  request: WaiverRequest;
  reason: string;
}

/** Lets promotions through although a gate that may be waived did not pass. */
export class WaiverService {
  constructor(
    private readonly database: Database,
    private readonly areas: LookAreas,
  ) {}

  waive(actor: Actor, { promotionId, reason, ...request }: WaiveGate): Promise<Written<PromotionRecord>> {
    const { gateId, subjectDigest } = request;
    return this.database.write(actor, (tx) =>
      takeStep(tx, {
        ...{ action: 'waiveGate', does: 'waive', promotionId, payload: { gateId, reason, subjectDigest } },
        take: (record, caller) => this.keep(tx, record, { actor: caller, request, reason }),
      }),
    );
  }

  private async keep(
    tx: Transaction,
    record: PromotionRecord,
    { actor, request, reason }: Waiving,
  ): Promise<Taken | Refusal> {
    const { manager, now, newId } = tx;
    const { row, promotion } = record;
    const by = { actor, now: now.getTime() };
    const step = decideWaiver(promotion, request, by);
    if (isRefusal(step)) return step;
    const waiver = waiverOf(promotion, request, by);
    const reviewed = { ...promotion, waivers: [...(promotion.waivers ?? []), waiver] };
    const taken = await ratifiedAnew({ tx, areas: this.areas, record }, reviewed, step);
    if (isRefusal(taken)) return taken;
    const { gateId, round, verdict, found, evidenceDigest, castAs } = waiver;
    const waived = { gateId, round, verdict, found, ...(evidenceDigest !== undefined && { evidenceDigest }) };
    await manager.insert(GateWaiverRow, {
      ...{ id: newId(), workspaceId: row.workspaceId, promotionId: row.id, subjectDigest: row.subjectDigest },
      ...{ ...waived, evidenceDigest: evidenceDigest ?? null, roles: [...castAs], reason },
      ...{ waivedBy: actorReference(actor), waivedAt: now },
    });
    return { ...taken, payload: { ...taken.payload, waived: { ...waived, castAs } } };
  }
}
