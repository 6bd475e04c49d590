import { type Transaction } from '../../database/transaction';
import { type CopyValue, copyRows } from '../traffic/copy-rows';
import { type VaultRow } from './vault-rows';

/** Lays rows aside until all of them are there. */
export async function stageValues({ runner }: Transaction) {
  await runner.query(
    'CREATE TEMP TABLE staged_vault_value (key_digest uuid, line bigint, attribute_values text[]) ON COMMIT DROP',
  );
  return async (rows: readonly VaultRow[]): Promise<void> => {
    await copyRows(runner, 'staged_vault_value', rows.map(copied));
  };
}

function copied({ digest, line, values }: VaultRow): CopyValue[] {
  return [digest, line, `{${values.map(arrayMember).join(',')}}`];
}

function arrayMember(value: string | null): string {
  return value === null ? 'NULL' : `"${value.replace(/["\\]/g, (special) => `\\${special}`)}"`;
}

/** The first line whose key stands on an earlier one; null where every key is there once. */
export async function repeatedLine({ runner }: Transaction): Promise<number | null> {
  const rows = (await runner.query(
    `SELECT min(line) AS line FROM (
       SELECT line, row_number() OVER (PARTITION BY key_digest ORDER BY line) AS nth
       FROM staged_vault_value
       JOIN (SELECT key_digest FROM staged_vault_value GROUP BY key_digest HAVING count(*) > 1) twice
         USING (key_digest)
     ) each WHERE nth > 1`,
  )) as { line: string | null }[];
  const line = rows[0]?.line ?? null;
  return line === null ? null : Number(line);
}

/** Stores what was laid aside, in an order that tells nothing of the file's. Answers how many. */
export async function insertValues({ runner, actor }: Transaction, { id }: { id: string }): Promise<number> {
  const [row] = (await runner.query(
    `WITH stored AS (
       INSERT INTO vault_value (workspace_id, collection_id, key_digest, attribute_values)
       SELECT $1::uuid, $2::uuid, key_digest, attribute_values FROM staged_vault_value ORDER BY key_digest
       RETURNING key_digest
     ) SELECT count(*) AS people FROM stored`,
    [actor.workspaceId, id],
  )) as { people: string }[];
  return Number(row?.people ?? 0);
}
