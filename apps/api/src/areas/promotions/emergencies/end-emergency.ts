import { latestSeen, wayBack, type Earlier, type Step } from '@countersign/domain/approvals';
import { isRefusal, type Refusal } from '@countersign/domain/refusals';
import { type Transaction } from '../../../database/transaction';
import { type ModelsService } from '../../models/models.service';
import { type PromotionRecord } from '../promotion-record';
import { restore } from '../rollback/restore';
import { openReview } from '../rollback/rollback-reviews';
import { SuspensionRow } from '../suspensions/suspension.entity';
import { type Taken } from '../take-step';

type Models = Pick<ModelsService, 'moveAlias'>;

/**
 * What belongs to the end of an emergency beside the step: the version before serves again, or the suspension is written
 * down. Nothing of it where the step is another.
 */
export async function endOfEmergency(
  tx: Transaction,
  { record, step, models }: { record: PromotionRecord; step: Step; models: Models },
): Promise<Pick<Taken, 'payload' | 'after'>> {
  if (record.row.state !== 'provisional') return {};
  if (step.state === 'suspended') return { payload: await suspend(tx, record) };
  return step.state === 'rolled_back' ? goBack(tx, record, models) : {};
}

/** A step of what serves by an emergency, with what belongs to its end where it is one. */
export async function withEnd(
  tx: Transaction,
  { record, models }: { record: PromotionRecord; models: Models },
  taken: Taken | Refusal,
): Promise<Taken | Refusal> {
  if (isRefusal(taken)) return taken;
  const { payload, after } = await endOfEmergency(tx, { record, step: taken.step, models });
  return { ...taken, payload: { ...taken.payload, ...payload }, ...(after && { after }) };
}

const why = 'It served by an emergency, and was not approved';

async function suspend({ manager, newId, now }: Transaction, { row }: PromotionRecord) {
  const ground = { cause: 'emergency', reason: `${why}; no version may take its place again.` } as const;
  await manager.insert(SuspensionRow, {
    ...{ id: newId(), workspaceId: row.workspaceId, promotionId: row.id, suspendedAt: now },
    ...{ ...ground, liftedAt: null, liftedBy: null, liftReason: null },
  });
  return { ...ground, fallbackModelVersionId: null };
}

async function goBack(
  tx: Transaction,
  { row, promotion }: PromotionRecord,
  models: Models,
): Promise<Pick<Taken, 'payload' | 'after'>> {
  const way = wayBack(promotion, null, latestSeen(promotion, tx.now.getTime())) as Earlier;
  await openReview(tx, row, { restored: way.promotionId, reason: `${why}.` });
  return {
    payload: {
      ...{ restored: way.promotionId, modelVersionId: way.modelVersionId },
      previousModelVersionId: row.modelVersionId,
    },
    after: () => restore(tx, way.promotionId, models),
  };
}
