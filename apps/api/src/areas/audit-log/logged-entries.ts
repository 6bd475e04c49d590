import { type EntityManager } from 'typeorm';
import { type AuditEntry } from './audit-entry.entity';

/** An entry as those see it who are told of what happened. */
export interface LoggedEntry extends Pick<
  AuditEntry,
  'sequence' | 'id' | 'at' | 'actor' | 'action' | 'outcome' | 'subjectType' | 'subjectId' | 'payload'
> {
  /** The state that the log gave the same promotion before; null where it gave none. */
  stateBefore: string | null;
}

const after = `
  SELECT entry.sequence, entry.id, entry.at, entry.actor, entry.action, entry.outcome, entry.payload,
         entry.subject_type AS "subjectType", entry.subject_id AS "subjectId",
         CASE WHEN entry.subject_type = 'promotion' THEN (
           SELECT earlier.payload ->> 'state' FROM audit_entry earlier
           WHERE earlier.workspace_id = $1 AND earlier.subject_type = 'promotion'
             AND earlier.subject_id = entry.subject_id AND earlier.sequence < entry.sequence
             AND earlier.outcome = 'done'
           ORDER BY earlier.sequence DESC LIMIT 1
         ) END AS "stateBefore"
  FROM audit_entry entry
  WHERE entry.workspace_id = $1 AND entry.sequence > $2
  ORDER BY entry.sequence LIMIT $3`;

/**
 * The entries after a place of the log, in their order. None is ever missed: entries are committed in the order of their
 * places, so that whoever sees one sees all before it.
 */
export function entriesAfter(
  manager: EntityManager,
  workspaceId: string,
  { sequence, limit }: { sequence: string; limit: number },
): Promise<LoggedEntry[]> {
  return manager.query(after, [workspaceId, sequence, limit]);
}

/** How many entries the log has. */
export async function logSize(manager: EntityManager, workspaceId: string): Promise<string> {
  const rows: { size: string }[] = await manager.query(
    'SELECT size FROM audit_head WHERE workspace_id = $1',
    [workspaceId],
  );
  return rows[0]?.size ?? '0';
}
