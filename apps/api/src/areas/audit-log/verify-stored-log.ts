import { emptyHead, verifyEntries, type LogHead, type LogVerification } from '@countersign/domain/audit-log';
import { nativeHashing } from '@countersign/engines/hashing';
import { type EntityManager } from 'typeorm';
import { entryColumns, type EntryRow, storedEntry } from './stored-entry';
import { TreeAudit, type TreeExpectations } from './tree-audit';

interface Batch {
  head: LogHead | null;
  entries: EntryRow[];
}

/** Which log, what is known of it from outside the database, and how many entries are read at once. */
export interface LogToVerify extends TreeExpectations {
  workspaceId: string;
  batchSize?: number;
}

/**
 * Batch and head are read by one statement, hence from one snapshot: a log that grows while it is checked is not
 * mistaken for one that does not end at its head.
 */
const batchQuery = `
  SELECT (SELECT json_build_object('size', size, 'hash', hash) FROM audit_head WHERE workspace_id = $1) AS head,
         (SELECT coalesce(json_agg(batch ORDER BY sequence), '[]') FROM (
            SELECT ${entryColumns} FROM audit_entry
            WHERE workspace_id = $1 AND ($2::bigint IS NULL OR sequence > $2)
            ORDER BY sequence LIMIT $3
          ) AS batch) AS entries`;

/**
 * Checks a workspace's whole log in order, batch by batch: entries, columns and payloads, the tree over them with its
 * stored subtrees and checkpoints, and that it ends at its head. Never throws on bad content.
 */
export async function verifyStoredLog(
  manager: EntityManager,
  { workspaceId, batchSize = 1000, ...expectations }: LogToVerify,
): Promise<LogVerification> {
  const tree = new TreeAudit(manager, workspaceId, expectations);
  let verified = emptyHead;
  // The first batch has no lower bound: an entry smuggled in before the first is met as well.
  let after: number | null = null;
  for (;;) {
    const [batch] = (await manager.query(batchQuery, [workspaceId, after, batchSize])) as [Batch];
    const isLast = batch.entries.length < batchSize;
    const verification = verifyBatch(batch, { from: verified, isLast });
    const { head } = verification;
    // What verified as a chain may still not be what was signed: then the tree's finding comes first in the log.
    const fault = await tree.follow(batch.entries.filter(({ sequence }) => sequence <= head.size));
    if (fault) return { ...verification, entries: fault.firstBad - 1, ...fault };
    if (!verification.valid) return { ...verification, entries: head.size };
    if (isLast) return { ...verification, entries: head.size, ...(await tree.end()) };
    verified = head;
    after = verified.size;
  }
}

function verifyBatch({ head, entries }: Batch, { from, isLast }: { from: LogHead; isLast: boolean }) {
  const until = head ?? emptyHead;
  const within = entries.filter(({ sequence }) => sequence <= until.size);
  // An entry past the head was not written by an append, however well it is chained.
  const endsHere = isLast || within.length < entries.length;
  const verification = verifyEntries(within.map(storedEntry), {
    from,
    hashing: nativeHashing,
    ...(endsHere && { until }),
  });
  if (!verification.valid || within.length === entries.length) return verification;
  const { head: last } = verification;
  return {
    ...verification,
    valid: false,
    firstBad: last.size + 1,
    reason: `the log goes on past its head at ${last.size}`,
  };
}
