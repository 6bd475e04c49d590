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

/**
 * The promotions that say whether a version may serve in a place, in their order: the first that permits it does, and the last
 * says why not. Where the version serves by an approval that holds, that one alone; where it serves by one that does not, its
 * newest comes before: what was not approved, or permits nothing, takes nothing away (docs/spec/promotions.md, P-91).
 */
export async function decidingRecords(
  tx: ReadTransaction,
  place: Pick<PromotionRow, 'modelVersionId' | 'environment' | 'alias'>,
): Promise<PromotionRecord[]> {
  const { manager } = tx;
  const serving = await manager.findOneBy(PromotionRow, { ...place, state: In([...servingStates]) });
  if (serving?.state === 'active') return readRecords(tx, [serving]);
  const newest = await manager.findOne(PromotionRow, { where: place, order: { id: 'DESC' } });
  if (newest === null) return [];
  return readRecords(tx, serving === null || serving.id === newest.id ? [newest] : [newest, serving]);
}
