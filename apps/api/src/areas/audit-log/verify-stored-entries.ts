import {
  type Frontier,
  type LogHead,
  type LogVerification,
  verifyEntries,
} from '@countersign/domain/audit-log';
import { nativeHashing } from '@countersign/engines/hashing';
import { type EntityManager } from 'typeorm';
import { entryColumns, type EntryRow, storedEntry } from './stored-entry';

/** A part of a log: what follows a head that verified, up to and with an entry that is there. */
export interface LogPart {
  workspaceId: string;
  from: LogHead;
  to: number;
  /** The tree up to `from`: it grows by the entries that verify. */
  tree?: Frontier;
}

/** So few that requests wait about a millisecond for a batch: its hashes are computed at one go. */
const batchSize = 32;

/** Checks the entries of a part in order, their columns and payloads. Never throws on bad content. */
export async function verifyStoredEntries(
  manager: EntityManager,
  { workspaceId, from, to, tree }: LogPart,
): Promise<LogVerification> {
  let verified: LogVerification = { valid: true, entries: 0, firstBad: null, reason: null, head: from };
  while (verified.valid && verified.head.size < to) {
    const rows = (await manager.query(
      `SELECT to_jsonb(part) AS entry FROM (
         SELECT ${entryColumns} FROM audit_entry
         WHERE workspace_id = $1 AND sequence > $2 AND sequence <= $3 ORDER BY sequence LIMIT ${batchSize}
       ) AS part`,
      [workspaceId, verified.head.size, to],
    )) as { entry: EntryRow }[];
    if (rows.length === 0) return missing(verified.head);
    verified = verifyEntries(
      rows.map(({ entry }) => storedEntry(entry)),
      { from: verified.head, hashing: nativeHashing },
    );
    if (verified.valid) for (const { entry } of rows) tree?.append(entry.hash);
  }
  return verified;
}

function missing(head: LogHead): LogVerification {
  return { valid: false, entries: 0, firstBad: head.size + 1, reason: 'it is not there', head };
}
