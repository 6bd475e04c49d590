import { randomBytes } from 'node:crypto';
import { genesisHash, sealEntry } from '@countersign/domain/audit-log';
import { actorReference } from './actor-reference';
import { type AuditDraft, type AuditPosition, type Transaction } from './transaction';

type Attempt = AuditDraft & { outcome: 'done' | 'refused' };

interface Head {
  size: number;
  hash: string;
  signedSize: number;
}

/**
 * Appends one entry to the workspace's log inside the change's own transaction. The head row's lock keeps the
 * sequence gapless: two changes of one workspace commit one after the other. All others wait while it is held, so
 * under it there are two statements and one hash, and what can be made ready before it is.
 */
export async function appendAuditEntry(tx: Transaction, attempt: Attempt): Promise<AuditPosition> {
  const { workspaceId } = tx.actor;
  const id = tx.newId();
  const salt = randomBytes(16).toString('hex');
  const entry = entryOf(tx, attempt, id);
  const head = await lockHead(tx, workspaceId);
  const sequence = head.size + 1;
  const sealed = sealEntry(entry, { sequence, previousHash: head.hash, salt });
  await tx.manager.query(appendStatement, [
    ...[workspaceId, sequence, id, tx.now, actorReference(tx.actor), attempt.action, attempt.outcome],
    ...[attempt.subject.type, attempt.subject.id, sealed.canonical, head.hash, sealed.hash],
    ...[entry.payload, salt],
  ]);
  return { id, sequence, unsigned: sequence - head.signedSize };
}

/** The entry and the head that counts it, in one round trip. */
const appendStatement = `
  WITH moved AS (UPDATE audit_head SET size = $2, hash = $12 WHERE workspace_id = $1)
  INSERT INTO audit_entry (workspace_id, sequence, id, at, actor, action, outcome, subject_type, subject_id,
                           canonical, previous_hash, hash, payload, salt)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`;

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
    payload: attempt.payload ?? {},
  };
}

async function lockHead(tx: Transaction, workspaceId: string): Promise<Head> {
  const head = await readHead(tx, workspaceId);
  if (head) return head;
  await tx.manager.query(
    'INSERT INTO audit_head (workspace_id, size, hash) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING',
    [workspaceId, genesisHash],
  );
  const first = await readHead(tx, workspaceId);
  if (!first) throw new Error(`The audit log of workspace ${workspaceId} has no head.`);
  return first;
}

async function readHead(tx: Transaction, workspaceId: string): Promise<Head | null> {
  const [head] = (await tx.manager.query(
    'SELECT size, hash, signed_size FROM audit_head WHERE workspace_id = $1 FOR UPDATE',
    [workspaceId],
  )) as { size: string; hash: string; signed_size: string }[];
  if (!head) return null;
  return { size: Number(head.size), hash: head.hash, signedSize: Number(head.signed_size) };
}
