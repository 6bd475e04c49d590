import { type Actor } from '@countersign/domain/access';
import {
  decideEmergency,
  decideEmergencyEnd,
  decideEmergencyProposal,
  emergencyEnd,
  standing,
  waivedGates,
  type BreakGlass,
  type Confirmation,
} from '@countersign/domain/approvals';
import { isRefusal, type Refusal } from '@countersign/domain/refusals';
import { actorReference } from '../../../database/actor-reference';
import { type Database } from '../../../database/database';
import {
  type Recorded,
  type RecordedRefusal,
  type Transaction,
  type Written,
} from '../../../database/transaction';
import { forEachAlone } from '../../../jobs/for-each-alone';
import { type ModelsService } from '../../models/models.service';
import { lockServing } from '../places/deployment-change';
import { EmergencyRow, type WaivedGate } from './emergency.entity';
import { endOfEmergency } from './end-emergency';
import { type EvaluatedGate } from '../gate/evaluate-gates';
import { lookAnew, type LookAreas } from '../look-anew';
import { lockRecord, readRecords, type PromotionRecord } from '../promotion-record';
import { PromotionRow } from '../promotion.entity';
import { takePlace } from '../places/take-place';
import { saveStep, takeStep, type Taken } from '../take-step';

export interface ProposeEmergency {
  promotionId: string;
  incident: string;
  justification: string;
}

export interface ConfirmEmergency extends Confirmation {
  promotionId: string;
}

interface Areas extends LookAreas {
  models: Pick<ModelsService, 'moveAlias' | 'pointedTo'>;
}

/** Lets a version serve before its promotion is approved, where two people answer for it; docs/spec/promotions.md, P-116 to P-127. */
export class EmergencyService {
  constructor(
    private readonly database: Database,
    private readonly areas: Areas,
  ) {}

  /** Moves nothing yet. */
  propose(actor: Actor, request: ProposeEmergency): Promise<Written<PromotionRecord>> {
    const { promotionId, incident, justification } = request;
    return this.database.write(actor, (tx) =>
      takeStep(tx, {
        ...{ action: 'proposeEmergency', does: 'propose_emergency', promotionId },
        payload: { incident, justification },
        take: (record, caller) => propose(tx, record, { actor: caller, request }),
      }),
    );
  }

  /** An activation in every way but for the approval: one transaction, and whatever fails, the old version goes on serving. */
  confirm(
    actor: Actor,
    { promotionId, ...confirmation }: ConfirmEmergency,
  ): Promise<Written<PromotionRecord>> {
    return this.database.write(actor, (tx) =>
      takeStep(tx, {
        ...{ action: 'confirmEmergency', does: 'confirm_emergency', promotionId },
        payload: { ...confirmation },
        take: (record, caller) => this.begin(tx, record, { actor: caller, confirmation }),
      }),
    );
  }

  /** Writes down what is over; two that do so at once write each end down once. */
  async endDue(actor: Actor): Promise<void> {
    const due = await this.database.read(actor, async (tx) => {
      const records = await readRecords(tx, await tx.manager.findBy(PromotionRow, { state: 'provisional' }));
      return records.filter(isOver).map(({ row }) => row.id);
    });
    await forEachAlone(due, (id) => this.database.write(actor, (tx) => this.end(tx, id)));
  }

  private async begin(
    tx: Transaction,
    record: PromotionRecord,
    { actor, confirmation }: { actor: Actor; confirmation: Confirmation },
  ): Promise<Taken | Refusal> {
    const { row, promotion } = record;
    const { models } = this.areas;
    const look = await lookAnew(this.areas, tx, record);
    if (isRefusal(look)) return look;
    const { policy, gates } = look;
    const previous = await lockServing(tx, row);
    const servingVersionId = await models.pointedTo(tx, row);
    const fresh = { policy: policy.body, gates, servingVersionId };
    const step = decideEmergency(promotion, { confirmation, fresh }, { actor, now: tx.now.getTime() });
    if (isRefusal(step)) return step;
    const told = await confirm(tx, record, { actor, gates });
    const superseded = await takePlace(tx, record, { models, previous });
    return { step, gates, payload: { ...told, previousModelVersionId: servingVersionId, superseded } };
  }

  private async end(tx: Transaction, promotionId: string): Promise<Recorded<void> | RecordedRefusal> {
    const record = await lockRecord(tx, promotionId);
    const { row, promotion } = record;
    const subject = { type: 'promotion', id: promotionId, digest: row.subjectDigest };
    const about = { action: 'endEmergency', subject };
    const { round, state } = row;
    const step = decideEmergencyEnd(promotion, tx.now.getTime());
    if (isRefusal(step)) return { refusal: step, audit: { ...about, payload: { round, state } } };
    const { payload, after } = await endOfEmergency(tx, { record, step, models: this.areas.models });
    await saveStep(tx, record, { step });
    await after?.();
    return { result: undefined, audit: { ...about, payload: { round, state: step.state, ...payload } } };
  }
}

/** Over by the clock, and not written down yet. */
function isOver({ promotion, now }: PromotionRecord): boolean {
  return standing(promotion, now.getTime()) !== 'provisional';
}

async function propose(
  { manager, now, newId }: Transaction,
  { row, promotion }: PromotionRecord,
  { actor, request }: { actor: Actor; request: ProposeEmergency },
): Promise<Taken | Refusal> {
  const step = decideEmergencyProposal(promotion, { actor, now: now.getTime() });
  if (isRefusal(step)) return step;
  const id = newId();
  const { workspaceId, id: promotionId, round, subjectDigest } = row;
  const { incident, justification } = request;
  await manager.insert(EmergencyRow, {
    ...{ id, workspaceId, promotionId, round, subjectDigest, incident, justification },
    ...{ proposedBy: actorReference(actor), proposedAt: now },
    ...{ confirmedBy: null, confirmedAt: null, until: null, waived: null },
  });
  return { step, payload: { emergencyId: id } };
}

/** Writes down that somebody else said so too; answers what the log is told of it. */
async function confirm(
  { manager, now }: Transaction,
  { promotion, emergency }: PromotionRecord,
  { actor, gates }: { actor: Actor; gates: readonly EvaluatedGate[] },
) {
  if (emergency === null) throw new Error('An emergency was confirmed that nobody proposed.');
  const { policy } = promotion;
  const until = new Date(emergencyEnd(policy.breakGlass as BreakGlass, now.getTime()));
  const waived = waivedGates(policy, gates).map(waivedOf);
  const { id, incident, justification, proposedBy } = emergency;
  await manager.update(
    EmergencyRow,
    { id },
    { confirmedBy: actorReference(actor), confirmedAt: now, until, waived: waived as never },
  );
  const confirmedBy = actorReference(actor);
  return { incident, justification, proposedBy, confirmedBy, until: until.toISOString(), waived };
}

function waivedOf({ gateId, title, verdict, reason }: EvaluatedGate): WaivedGate {
  return { gateId, title, verdict, reason };
}
