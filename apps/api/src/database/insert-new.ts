import { type EntityManager, type EntityTarget, type ObjectLiteral } from 'typeorm';

/** Inserts the row unless one with the same identity is there; whether it did. Two that insert it wait for each other. */
export async function insertNew<Row extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<Row>,
  row: Partial<Row>,
): Promise<boolean> {
  const insert = manager.createQueryBuilder().insert().into(entity);
  const written = await insert
    .values(row as never)
    .orIgnore()
    .returning('workspace_id')
    .execute();
  return (written.raw as unknown[]).length === 1;
}
