import { randomBytes } from 'node:crypto';
import { unplacedEntry } from '@countersign/domain/audit-log';
import { nativeHashing } from '@countersign/engines/hashing';
import { actorReference } from './actor-reference';
import { type Statement, type TextRow } from './batch';
import { type AuditDraft, type AuditPosition, type Transaction } from './transaction';

type Attempt = AuditDraft & { outcome: 'done' | 'refused' };

const append = `SELECT placed, unsigned FROM append_audit_entry(
  $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;

/** The statement that appends an entry, and what its row says. */
export interface AuditAppend {
  statement: Statement;
  position: (row: TextRow | undefined) => AuditPosition;
}

/**
 * Appends an entry to the workspace's log, inside the change's own transaction and as its last step. The sequence has no
 * gaps: two changes of one workspace commit one after the other, in the order in which they come here. All others wait
 * from then on, so everything but the place of the entry is made ready before, and the database fills that in and hashes.
 */
export function auditAppend(tx: Transaction, attempt: Attempt): AuditAppend {
  const { workspaceId } = tx.actor;
  const id = tx.newId();
  const salt = randomBytes(16).toString('hex');
  const entry = entryOf(tx, attempt, id);
  const { head, tail } = unplacedEntry(entry, salt, nativeHashing);
  const { action, outcome, subject } = attempt;
  const values = [
    ...[workspaceId, id, entry.at, actorReference(tx.actor), action, outcome],
    ...[subject.type, subject.id, head, tail, JSON.stringify(entry.payload), salt],
  ];
  return {
    statement: { text: append, values },
    position: (row) => ({ workspaceId, id, sequence: Number(row?.[0]), unsigned: Number(row?.[1]) }),
  };
}

function entryOf({ actor, now }: Transaction, attempt: Attempt, id: string) {
  const { kind, onBehalfOf, session } = actor;
  return {
    id,
    at: now.toISOString(),
    // Members that are undefined have no place in the canonical text.
    actor: { id: actor.id, kind, onBehalfOf, session },
    workspaceId: actor.workspaceId,
    action: attempt.action,
    outcome: attempt.outcome,
    subject: attempt.subject,
    before: attempt.before,
    after: attempt.after,
    // Whose token it was is a detail: the actor is the service that it stands for.
    payload: { ...attempt.payload, ...(actor.workload && { workload: actor.workload }) },
  };
}
