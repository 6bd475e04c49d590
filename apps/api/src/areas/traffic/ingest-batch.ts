import { type Actor } from '@countersign/domain/access';
import { digestOf } from '@countersign/domain/audit-log';
import { refuse, type Refusal } from '@countersign/domain/refusals';
import { actorReference } from '../../database/actor-reference';
import { type Database } from '../../database/database';
import {
  type AuditDraft,
  type Recorded,
  type RecordedRefusal,
  type Transaction,
  type Written,
} from '../../database/transaction';
import { type ColumnMapping } from '../models/column-mapping';
import { type RowsAnswer } from './rows-answer';

/** One delivery of rows, named by its sender. */
export interface Delivery {
  action: 'logPredictions' | 'logLabels';
  /** The version of predictions, the model of labels. */
  target: { type: 'model_version' | 'model'; id: string };
  idempotencyKey: string;
  /** Digest over everything that decides the answer: the file's bytes and how to read them. */
  bodyDigest: string;
  /** Reads and checks the body, before any transaction; answers with what is to be done inside it. */
  prepare: (receivedAt: Date) => Promise<(tx: Transaction) => Promise<RowsAnswer>>;
}

/** The digest of a delivery's body. */
export function bodyDigest(fileDigest: string, mapping: ColumnMapping & { assumeUtc: boolean }): string {
  return digestOf({ file: fileDigest, mapping });
}

/**
 * Writes a delivery once, in one transaction with its record. A repeated one is answered as the first was, or refused
 * when its body differs, and nothing is read or written for it. Two deliveries under one key run one after the other.
 */
export async function deliverOnce(
  { database, actor }: { database: Database; actor: Actor },
  delivery: Delivery,
): Promise<Written<RowsAnswer>> {
  const { isKnown, receivedAt } = await database.read(actor, async ({ manager, now }) => ({
    isKnown: (await findBatch({ manager, actor }, delivery)) !== null,
    receivedAt: now,
  }));
  const write = isKnown ? null : await delivery.prepare(receivedAt);
  return database.write(actor, async (tx): Promise<Recorded<RowsAnswer> | RecordedRefusal> => {
    await lockKey(tx, delivery);
    const batch = await findBatch(tx, delivery);
    const audit = auditOf(delivery, { repeated: batch !== null });
    if (batch && batch.bodyDigest !== delivery.bodyDigest) return { refusal: keyReused(delivery), audit };
    if (batch) return { result: batch.answer, audit };
    if (!write) throw new Error('A recorded delivery is no longer there.');
    const answer = await write(tx);
    await recordBatch(tx, delivery, answer);
    const { accepted, duplicate, conflicting, rejected } = answer;
    return { result: answer, audit: auditOf(delivery, { accepted, duplicate, conflicting, rejected }) };
  });
}

interface Batch {
  bodyDigest: string;
  answer: RowsAnswer;
}

async function findBatch(
  { manager, actor }: Pick<Transaction, 'manager' | 'actor'>,
  { target, idempotencyKey }: Delivery,
): Promise<Batch | null> {
  const [batch] = (await manager.query(
    `SELECT body_digest AS "bodyDigest", answer FROM ingest_batch
     WHERE workspace_id = $1 AND target_id = $2 AND idempotency_key = $3`,
    [actor.workspaceId, target.id, idempotencyKey],
  )) as Batch[];
  return batch ?? null;
}

function lockKey({ manager }: Transaction, { target, idempotencyKey }: Delivery): Promise<unknown> {
  const key = `${target.id}:${idempotencyKey}`;
  return manager.query(`SELECT pg_advisory_xact_lock(hashtext('batch:' || $1))`, [key]);
}

function auditOf(
  { action, target, idempotencyKey, bodyDigest: digest }: Delivery,
  payload: Record<string, unknown>,
): AuditDraft {
  return { action, subject: { ...target, digest }, payload: { idempotencyKey, ...payload } };
}

function keyReused({ idempotencyKey }: Delivery): Refusal {
  return refuse('IDEMPOTENCY_KEY_REUSED', `The key "${idempotencyKey}" was used before with another body.`);
}

async function recordBatch(
  { manager, actor, now }: Transaction,
  { target, idempotencyKey, bodyDigest: digest }: Delivery,
  answer: RowsAnswer,
): Promise<void> {
  await manager.query(
    `INSERT INTO ingest_batch (workspace_id, target_id, idempotency_key, body_digest, answer, received_at, received_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [actor.workspaceId, target.id, idempotencyKey, digest, answer, now, actorReference(actor)],
  );
}
