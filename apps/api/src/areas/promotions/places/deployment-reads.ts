import { servingStates } from '@countersign/domain/approvals';
import { In, type EntityManager } from 'typeorm';
import { type ReadTransaction } from '../../../database/transaction';
import { readRecords, type Place, type PromotionRecord } from '../promotion-record';
import { PromotionRow } from '../promotion.entity';

/** Id of the version that serves in a place; null where none does. */
export async function servingVersionOf(
  manager: EntityManager,
  { modelId, environment, alias }: Place,
): Promise<string | null> {
  const state = In([...servingStates]);
  const serving = await manager.findOneBy(PromotionRow, { modelId, environment, alias, state });
  return serving?.modelVersionId ?? null;
}

/** What serves where a promotion leads, as decisions take it. */
export async function servingNow(
  manager: EntityManager,
  row: PromotionRow | null,
): Promise<{ servingVersionId?: string | null }> {
  return row === null ? {} : { servingVersionId: await servingVersionOf(manager, row) };
}

/** The promotion that says whether a version may serve in a place: the one it serves by, or else its newest. */
export async function decidingRecord(
  tx: ReadTransaction,
  place: Pick<PromotionRow, 'modelVersionId' | 'environment' | 'alias'>,
): Promise<PromotionRecord | null> {
  const { manager } = tx;
  const row =
    (await manager.findOneBy(PromotionRow, { ...place, state: 'active' })) ??
    (await manager.findOne(PromotionRow, { where: place, order: { id: 'DESC' } }));
  const [record = null] = await readRecords(tx, row ? [row] : []);
  return record;
}
