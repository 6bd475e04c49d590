import { type StoredEntry } from '@countersign/domain/audit-log';
import { parseActorReference } from '../../database/actor-reference';

/** A row of audit_entry as `entryColumns` select it. */
export interface EntryRow {
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

/** Read as JSON, so that times keep their microseconds and sequences are numbers. */
export const entryColumns = `
  sequence, id, workspace_id, actor, action, outcome, subject_type, subject_id, canonical,
  previous_hash, hash, payload, salt, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at`;

/** The entry of a row, with the columns that have to agree with its text. */
export function storedEntry(row: EntryRow): StoredEntry {
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
