import { In, type EntityManager } from 'typeorm';
import { PromotionRow } from './promotion.entity';

/** What a promotion is about, which never changes. */
export type PromotionSubject = Pick<
  PromotionRow,
  'id' | 'modelId' | 'modelVersionId' | 'artifactDigest' | 'environment' | 'alias'
>;

/** What these promotions are about, by their ids. */
export async function promotionSubjects(
  manager: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PromotionSubject>> {
  const select = {
    ...{ id: true, modelId: true, modelVersionId: true, artifactDigest: true },
    ...{ environment: true, alias: true },
  };
  const rows =
    ids.length > 0 ? await manager.find(PromotionRow, { select, where: { id: In([...ids]) } }) : [];
  return new Map(rows.map((row) => [row.id, row]));
}
