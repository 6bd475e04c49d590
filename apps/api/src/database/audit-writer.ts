import { randomBytes } from 'node:crypto';
import { genesisHash, sealEntry } from '@countersign/domain/audit-log';
import { escapeLiteral } from 'pg';
import { actorReference } from './actor-reference';
import { type AuditDraft, type AuditPosition, type Transaction } from './transaction';

type Attempt = AuditDraft & { outcome: 'done' | 'refused' };

/** An expression that waits for the turn to change the head of the workspace $1, to the end of the transaction. */
export const appendLock = `pg_advisory_xact_lock(hashtextextended('countersign.audit.append/' || $1::text, 0))`;

interface Head {
  size: number;
  hash: string;
  signedSize: number;
}

/** An entry that has its place in the log, and the statement that has yet to put it there. */
export interface PlacedEntry {
  auditEntry: AuditPosition;
  statement: string;
}

/**
 * Gives an entry its place in the workspace's log, inside the change's own transaction. The head row's lock keeps the
 * sequence gapless: two changes of one workspace commit one after the other. All others wait while it is held. So what
 * can be made ready before it is; under it, one hash is made, and the statement goes out together with the commit.
 */
export async function placeAuditEntry(tx: Transaction, attempt: Attempt): Promise<PlacedEntry> {
  const { workspaceId } = tx.actor;
  const id = tx.newId();
  const salt = randomBytes(16).toString('hex');
  const entry = entryOf(tx, attempt, id);
  const head = await lockHead(tx, { payload: JSON.stringify(entry.payload), salt });
  const sequence = head.size + 1;
  const sealed = sealEntry(entry, { sequence, previousHash: head.hash, salt });
  const statement = appendStatement({
    ...{ workspace_id: workspaceId, sequence, id, at: entry.at, actor: actorReference(tx.actor) },
    ...{ action: attempt.action, outcome: attempt.outcome },
    ...{ subject_type: attempt.subject.type, subject_id: attempt.subject.id, canonical: sealed.canonical },
    ...{ previous_hash: head.hash, hash: sealed.hash },
  });
  return { auditEntry: { id, sequence, unsigned: sequence - head.signedSize }, statement };
}

/**
 * The entry and the head that counts it. A message of several statements has no parameters, hence the literals. Those a
 * log of the database could show, so the details, which may be erased one day, are not among them: see `readHead`.
 */
function appendStatement(row: Record<string, string | number>): string {
  const literals = Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, escapeLiteral(String(value))]),
  );
  return `
    WITH moved AS (
      UPDATE audit_head SET size = ${literals['sequence']}, hash = ${literals['hash']}
      WHERE workspace_id = ${literals['workspace_id']}
    )
    INSERT INTO audit_entry (${Object.keys(literals).join(', ')}, payload, salt)
    VALUES (${Object.values(literals).join(', ')}, current_setting('countersign.entry_payload')::jsonb,
            current_setting('countersign.entry_salt'))`;
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
    payload: attempt.payload ?? {},
  };
}

/** What is kept beside an entry and not hashed itself. */
interface Details {
  payload: string;
  salt: string;
}

async function lockHead(tx: Transaction, details: Details): Promise<Head> {
  const { workspaceId } = tx.actor;
  const head = await readHead(tx, details);
  if (head) return head;
  await tx.manager.query(
    'INSERT INTO audit_head (workspace_id, size, hash) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING',
    [workspaceId, genesisHash],
  );
  const first = await readHead(tx, details);
  if (!first) throw new Error(`The audit log of workspace ${workspaceId} has no head.`);
  return first;
}

/**
 * The row's lock alone would do, but those who wait for it are served in no order: each change makes a new version of
 * the row, and a newcomer finds it first. The lock on the turn is served in order, and whoever has it waits for nobody.
 * The details are left with the transaction on this way, as parameters, for the statement that takes them up.
 */
async function readHead(tx: Transaction, { payload, salt }: Details): Promise<Head | null> {
  const [head] = (await tx.manager.query(
    `WITH turn AS MATERIALIZED (
       SELECT ${appendLock}, set_config('countersign.entry_payload', $2, true),
              set_config('countersign.entry_salt', $3, true)
     )
     SELECT size, hash, signed_size FROM audit_head, turn WHERE workspace_id = $1::uuid FOR UPDATE OF audit_head`,
    [tx.actor.workspaceId, payload, salt],
  )) as { size: string; hash: string; signed_size: string }[];
  if (!head) return null;
  return { size: Number(head.size), hash: head.hash, signedSize: Number(head.signed_size) };
}
