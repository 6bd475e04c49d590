import { randomBytes } from 'node:crypto';
import { genesisHash, sealEntry } from '@countersign/domain/audit-log';
import { actorReference } from './actor-reference';
import { type AuditDraft, type AuditPosition, type Transaction } from './transaction';

/**
 * Appends one entry to the workspace's log inside the change's own transaction. The head row's lock keeps the
 * sequence gapless: two changes of one workspace commit one after the other.
 */
export async function appendAuditEntry(
  tx: Transaction,
  draft: AuditDraft & { outcome: 'done' | 'refused' },
): Promise<AuditPosition> {
  const { workspaceId } = tx.actor;
  const head = await lockHead(tx, workspaceId);
  const id = tx.newId();
  const sequence = head.size + 1;
  const salt = randomBytes(16).toString('hex');
  const payload = draft.payload ?? {};
  const entry = {
    id,
    at: tx.now.toISOString(),
    actor: { id: tx.actor.id, kind: tx.actor.kind },
    workspaceId,
    action: draft.action,
    outcome: draft.outcome,
    subject: draft.subject,
    ...(draft.before !== undefined && { before: draft.before }),
    ...(draft.after !== undefined && { after: draft.after }),
    payload,
  };
  const sealed = sealEntry(entry, { sequence, previousHash: head.hash, salt });
  await tx.manager.query(
    `INSERT INTO audit_entry (workspace_id, sequence, id, at, actor, action, outcome, subject_type, subject_id,
                              canonical, previous_hash, hash, payload, salt)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      ...[workspaceId, sequence, id, tx.now, actorReference(tx.actor), draft.action, draft.outcome],
      ...[draft.subject.type, draft.subject.id, sealed.canonical, head.hash, sealed.hash, payload, salt],
    ],
  );
  await tx.manager.query('UPDATE audit_head SET size = $2, hash = $3 WHERE workspace_id = $1', [
    workspaceId,
    sequence,
    sealed.hash,
  ]);
  return { id, sequence };
}

async function lockHead(tx: Transaction, workspaceId: string): Promise<{ size: number; hash: string }> {
  await tx.manager.query(
    'INSERT INTO audit_head (workspace_id, size, hash) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING',
    [workspaceId, genesisHash],
  );
  const [head] = (await tx.manager.query(
    'SELECT size, hash FROM audit_head WHERE workspace_id = $1 FOR UPDATE',
    [workspaceId],
  )) as { size: string; hash: string }[];
  if (!head) throw new Error(`The audit log of workspace ${workspaceId} has no head.`);
  return { size: Number(head.size), hash: head.hash };
}
