import {
  emptyHead,
  verifyEntries,
  type LogHead,
  type LogVerification,
  type StoredEntry,
} from '@countersign/domain/audit-log';
import { type EntityManager } from 'typeorm';
import { parseActorReference } from '../../database/actor-reference';

interface EntryRow {
  sequence: number;
  id: string;
  workspace_id: string;
  at: string;
  actor: string;
  action: string;
  outcome: string;
  subject_type: string;
  subject_id: string;
  canonical: string;
  previous_hash: string;
  hash: string;
  payload: unknown;
  salt: string | null;
}

interface Batch {
  head: LogHead | null;
  entries: EntryRow[];
}

/** Which log, and how many entries are read at once. */
export interface LogToVerify {
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
            SELECT sequence, id, workspace_id, actor, action, outcome, subject_type, subject_id, canonical,
                   previous_hash, hash, payload, salt,
                   to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at
            FROM audit_entry
            WHERE workspace_id = $1 AND ($2::bigint IS NULL OR sequence > $2)
            ORDER BY sequence LIMIT $3
          ) AS batch) AS entries`;

/** Checks a workspace's whole log in order, batch by batch, against its stored head. Never throws on bad content. */
export async function verifyStoredLog(
  manager: EntityManager,
  { workspaceId, batchSize = 1000 }: LogToVerify,
): Promise<LogVerification> {
  let verified = emptyHead;
  // The first batch has no lower bound: an entry smuggled in before the first is met as well.
  let after: number | null = null;
  for (;;) {
    const [batch] = (await manager.query(batchQuery, [workspaceId, after, batchSize])) as [Batch];
    const isLast = batch.entries.length < batchSize;
    const verification = verifyBatch(batch, { from: verified, isLast });
    if (!verification.valid || isLast) return { ...verification, entries: verification.head.size };
    verified = verification.head;
    after = verified.size;
  }
}

function verifyBatch({ head, entries }: Batch, { from, isLast }: { from: LogHead; isLast: boolean }) {
  const until = head ?? emptyHead;
  const within = entries.filter(({ sequence }) => sequence <= until.size);
  // An entry past the head was not written by an append, however well it is chained.
  const endsHere = isLast || within.length < entries.length;
  const verification = verifyEntries(within.map(storedEntry), endsHere ? { from, until } : { from });
  if (!verification.valid || within.length === entries.length) return verification;
  const { head: last } = verification;
  return {
    ...verification,
    valid: false,
    firstBad: last.size + 1,
    reason: `the log goes on past its head at ${last.size}`,
  };
}

function storedEntry(row: EntryRow): StoredEntry {
  const { sequence, canonical, hash, payload, salt } = row;
  const { id, kind } = parseActorReference(row.actor);
  return {
    ...{ sequence, canonical, hash, salt, previousHash: row.previous_hash },
    // An erased payload is null; a payload of an entry is always an object.
    ...(payload !== null && { payload }),
    columns: {
      id: row.id,
      at: row.at.replace(/000Z$/, 'Z'),
      workspaceId: row.workspace_id,
      'actor.id': id,
      'actor.kind': kind,
      action: row.action,
      outcome: row.outcome,
      'subject.type': row.subject_type,
      'subject.id': row.subject_id,
    },
  };
}
