import { servingStates } from '@countersign/domain/approvals';
import { In, IsNull } from 'typeorm';
import { type Transaction } from '../../../database/transaction';
import { DeploymentRow } from './deployment.entity';
import { type Place, readRecords, type PromotionRecord } from '../promotion-record';
import { PromotionRow } from '../promotion.entity';

/** The promotion whose version serves in a place, locked; null where nothing serves. */
export async function lockServing(
  tx: Transaction,
  { modelId, environment, alias }: Place,
): Promise<PromotionRecord | null> {
  const serving = await tx.manager.find(PromotionRow, {
    where: { modelId, environment, alias, state: In([...servingStates]) },
    lock: { mode: 'pessimistic_write' },
  });
  const [record] = await readRecords(tx, serving);
  return record ?? null;
}

/** Ends what was deployed in the promotion's place, and of no other, and begins this. */
export async function deploy({ manager, now, newId }: Transaction, row: PromotionRow): Promise<void> {
  const { workspaceId, modelId, modelVersionId, environment, alias, id: promotionId } = row;
  const place = { modelId, environment, alias };
  await manager.update(DeploymentRow, { ...place, endedAt: IsNull() }, { endedAt: now });
  await manager.insert(DeploymentRow, {
    ...{ id: newId(), workspaceId, modelVersionId, promotionId, ...place },
    ...{ activatedAt: now, endedAt: null },
  });
}
