import { formatVerifierKey, logOrigin } from '@countersign/domain/audit-log';
import { type EntityManager } from 'typeorm';
import { type Database } from '../../database/database';
import { systemActor } from '../../jobs/job';
import { ConfigError } from '../../server/config-error';
import { AuditCheckpoint } from './audit-checkpoint.entity';
import { type SigningKeys } from './signing-key';
import { lockSigning } from './signing-lock';
import { lastCheckpoint } from './stored-checkpoints';

interface Rotation {
  workspaceId: string;
  from: string;
  to: string;
}

/**
 * At start: where the last key of AUDIT_KEY_FILE is not the one that signed a log last, the change is written into that
 * log. The checkpoint that follows is signed by both keys. All logs are looked at before the first is written to.
 * @throws ConfigError when the file lacks the key that a log was signed with, or ends with one that was given up
 */
export async function rotateSigningKey(database: Database, keys: SigningKeys): Promise<void> {
  const rotations: Rotation[] = [];
  for (const workspaceId of await database.everyWorkspaceId()) {
    const rotation = await database.read({ workspaceId }, ({ manager }) =>
      rotationOf(manager, workspaceId, keys),
    );
    if (rotation) rotations.push(rotation);
  }
  for (const rotation of rotations) await record(database, rotation);
}

async function rotationOf(
  manager: EntityManager,
  workspaceId: string,
  keys: SigningKeys,
): Promise<Rotation | null> {
  const last = await lastCheckpoint(manager, workspaceId);
  const held = keys.signers(logOrigin(workspaceId)).map(({ key }) => formatVerifierKey(key));
  const to = held[held.length - 1]!;
  if (!last || last.vkey === to) return null;
  if (!held.includes(last.vkey))
    throw new ConfigError([
      `AUDIT_KEY_FILE: lacks the key that signed the audit log last, ${last.vkey}. Put it before the new one, so that both sign the change`,
    ]);
  if (await manager.existsBy(AuditCheckpoint, { workspaceId, vkey: to }))
    throw new ConfigError([
      `AUDIT_KEY_FILE: ends with ${to}, which handed over to another key before. A key that was given up does not come back`,
    ]);
  return { workspaceId, from: last.vkey, to };
}

/** Another server may have started with the same file a moment ago: then there is nothing left to say. */
class AlreadyRecorded extends Error {}

async function record(database: Database, { workspaceId, from, to }: Rotation): Promise<void> {
  try {
    await database.write(systemActor(workspaceId), async ({ manager }) => {
      await lockSigning(manager, workspaceId);
      const last = await lastCheckpoint(manager, workspaceId);
      if (last?.vkey !== from || (await isAnnounced(manager, workspaceId, to))) throw new AlreadyRecorded();
      const subject = { type: 'audit_key', id: to };
      return { result: to, audit: { action: 'rotateAuditKey', subject, payload: { from, to } } };
    });
  } catch (error) {
    if (!(error instanceof AlreadyRecorded)) throw error;
  }
}

async function isAnnounced(manager: EntityManager, workspaceId: string, to: string): Promise<boolean> {
  const rows = (await manager.query(
    `SELECT 1 FROM audit_entry entry JOIN audit_head head USING (workspace_id)
     WHERE workspace_id = $1 AND sequence > signed_size AND action = 'rotateAuditKey' AND subject_id = $2 LIMIT 1`,
    [workspaceId, to],
  )) as unknown[];
  return rows.length > 0;
}
