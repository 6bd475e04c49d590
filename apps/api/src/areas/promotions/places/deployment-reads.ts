import { servingStates, standing } from '@countersign/domain/approvals';
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

/**
 * The promotion that says whether a version may serve in a place: the one it serves by, or else its newest. Where it serves by
 * an approval that does not hold, its newest says so only while that is approved: an open one permits nothing, and one that
 * ended takes nothing away (docs/spec/promotions.md, P-91).
 */
export async function decidingRecord(
  tx: ReadTransaction,
  place: Pick<PromotionRow, 'modelVersionId' | 'environment' | 'alias'>,
): Promise<PromotionRecord | null> {
  const { manager, now } = tx;
  const serving = await manager.findOneBy(PromotionRow, { ...place, state: In([...servingStates]) });
  if (serving?.state === 'active') return recordOf(tx, serving);
  const newest = await recordOf(
    tx,
    await manager.findOne(PromotionRow, { where: place, order: { id: 'DESC' } }),
  );
  if (serving === null || newest === null || newest.row.id === serving.id) return newest;
  return standing(newest.promotion, now.getTime()) === 'approved' ? newest : recordOf(tx, serving);
}

async function recordOf(tx: ReadTransaction, row: PromotionRow | null): Promise<PromotionRecord | null> {
  const [record = null] = await readRecords(tx, row ? [row] : []);
  return record;
}
