import { randomBytes } from 'node:crypto';
import { genesisHash, sealEntry } from '@countersign/domain/audit-log';
import { actorReference } from './actor-reference';
import { nativeHashing } from './native-hashing';
import { type AuditDraft, type AuditPosition, type Transaction } from './transaction';

type Attempt = AuditDraft & { outcome: 'done' | 'refused' };

/** An expression that waits for the turn to change the head of the workspace $1, to the end of the transaction. */
export const appendLock = `pg_advisory_xact_lock(hashtextextended('countersign.audit.append/' || $1::text, 0))`;

interface Head {
  size: number;
  hash: string;
  signedSize: number;
}

/**
 * Appends an entry to the workspace's log, inside the change's own transaction and as its last step. The head row's lock
 * keeps the sequence gapless: two changes of one workspace commit one after the other. All others wait while it is held,
 * so what can be made ready before it is; under it one hash is made and one statement sent.
 */
export async function appendAuditEntry(tx: Transaction, attempt: Attempt): Promise<AuditPosition> {
  const { workspaceId } = tx.actor;
  const id = tx.newId();
  const salt = randomBytes(16).toString('hex');
  const entry = entryOf(tx, attempt, id);
  const payload = JSON.stringify(entry.payload);
  const head = await lockHead(tx);
  const sequence = head.size + 1;
  const { canonical, hash } = sealEntry(entry, { sequence, previousHash: head.hash, salt }, nativeHashing);
  const { action, outcome, subject } = attempt;
  await tx.manager.query(appendSql, [
    ...[workspaceId, sequence, id, entry.at, actorReference(tx.actor), action, outcome],
    ...[subject.type, subject.id, canonical, head.hash, hash, payload, salt],
  ]);
  return { workspaceId, id, sequence, unsigned: sequence - head.signedSize };
}

/** The entry, and the head that counts it. */
const appendSql = `
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

async function lockHead(tx: Transaction): Promise<Head> {
  const { workspaceId } = tx.actor;
  const head = await readHead(tx);
  if (head) return head;
  await tx.manager.query(
    'INSERT INTO audit_head (workspace_id, size, hash) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING',
    [workspaceId, genesisHash],
  );
  const first = await readHead(tx);
  if (!first) throw new Error(`The audit log of workspace ${workspaceId} has no head.`);
  return first;
}

/**
 * The row's lock alone would do, but those who wait for it are served in no order: each change makes a new version of
 * the row, and a newcomer finds it first. The lock on the turn is served in order, and whoever has it waits for nobody.
 */
async function readHead(tx: Transaction): Promise<Head | null> {
  const [head] = (await tx.manager.query(
    `WITH turn AS MATERIALIZED (SELECT ${appendLock})
     SELECT size, hash, signed_size FROM audit_head, turn WHERE workspace_id = $1::uuid FOR UPDATE OF audit_head`,
    [tx.actor.workspaceId],
  )) as { size: string; hash: string; signed_size: string }[];
  if (!head) return null;
  return { size: Number(head.size), hash: head.hash, signedSize: Number(head.signed_size) };
}
