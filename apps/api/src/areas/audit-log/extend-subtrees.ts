import { Frontier } from '@countersign/domain/audit-log';
import { nativeHashing } from '@countersign/engines/hashing';
import { type EntityManager } from 'typeorm';
import { fanOut, storedHeights, type StoredHeight } from './stored-heights';

/** The log whose subtrees are to reach as far as it has entries. */
export interface LogSize {
  workspaceId: string;
  size: number;
}

/** Made at once, of sixteen times as many hashes. */
const subtreesAtOnce = 4096;

/** Stores the roots of all complete subtrees that are not stored yet. */
export async function extendSubtrees(manager: EntityManager, log: LogSize): Promise<void> {
  const stored = (await manager.query(
    `SELECT height, (SELECT max(position) FROM audit_subtree WHERE workspace_id = $1 AND height = asked.height) AS last
     FROM unnest($2::int[]) AS asked (height)`,
    [log.workspaceId, storedHeights],
  )) as { height: StoredHeight; last: string | null }[];
  const next = new Map(stored.map(({ height, last }) => [height, Number(last ?? -1) + 1]));
  // From below, since each height is made of the one under it.
  for (const height of storedHeights)
    await extendHeight(manager, log, { height, from: next.get(height) ?? 0 });
}

async function extendHeight(
  manager: EntityManager,
  log: LogSize,
  { height, from }: { height: StoredHeight; from: number },
): Promise<void> {
  const complete = Math.floor(log.size / 2 ** height);
  for (let first = from; first < complete; first += subtreesAtOnce)
    await addRun(manager, log, { height, first, past: Math.min(first + subtreesAtOnce, complete) });
}

async function addRun(
  manager: EntityManager,
  { workspaceId }: LogSize,
  { height, first, past }: { height: StoredHeight; first: number; past: number },
): Promise<void> {
  const below =
    height === storedHeights[0]
      ? 'SELECT hash FROM audit_entry WHERE workspace_id = $1 AND sequence > $2 AND sequence <= $3 ORDER BY sequence'
      : `SELECT hash FROM audit_subtree WHERE workspace_id = $1 AND position >= $2 AND position < $3
         AND height = ${height - Math.log2(fanOut)} ORDER BY position`;
  const rows = (await manager.query(below, [workspaceId, first * fanOut, past * fanOut])) as {
    hash: string;
  }[];
  if (rows.length !== (past - first) * fanOut)
    throw new Error(`The audit log has gaps below its subtrees ${first} to ${past - 1} of height ${height}.`);
  const roots = Array.from({ length: past - first }, (_, index) =>
    rootOf(rows.slice(index * fanOut, (index + 1) * fanOut)),
  );
  await manager.query(
    `INSERT INTO audit_subtree (workspace_id, height, position, hash)
     SELECT $1, $2, $3 + at - 1, hash FROM unnest($4::text[]) WITH ORDINALITY AS root (hash, at)`,
    [workspaceId, height, first, roots],
  );
}

/** The root over equally large subtrees; how large they are makes no difference. */
function rootOf(rows: readonly { hash: string }[]): string {
  const frontier = new Frontier(nativeHashing);
  for (const { hash } of rows) frontier.append(hash);
  return frontier.root();
}
