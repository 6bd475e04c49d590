import { type EntityManager, MoreThanOrEqual } from 'typeorm';
import { AuditCheckpoint } from './audit-checkpoint.entity';

/** The largest checkpoint stored; null when nothing was signed yet. */
export function lastCheckpoint(manager: EntityManager, workspaceId: string): Promise<AuditCheckpoint | null> {
  return manager.findOne(AuditCheckpoint, { where: { workspaceId }, order: { size: 'DESC' } });
}

/** The first checkpoint that covers so many entries; null when none does yet. */
export function checkpointCovering(
  manager: EntityManager,
  workspaceId: string,
  size: number,
): Promise<AuditCheckpoint | null> {
  const where = { workspaceId, size: MoreThanOrEqual(String(size)) };
  return manager.findOne(AuditCheckpoint, { where, order: { size: 'ASC' } });
}

/** How many entries the log has. */
export async function logSize(manager: EntityManager, workspaceId: string): Promise<number> {
  const [head] = (await manager.query('SELECT size FROM audit_head WHERE workspace_id = $1', [
    workspaceId,
  ])) as { size: string }[];
  return Number(head?.size ?? 0);
}

/** The keys that signed the log, as texts, in order of use. */
export async function keysInUse(manager: EntityManager, workspaceId: string): Promise<string[]> {
  const rows = (await manager.query(
    'SELECT vkey FROM audit_checkpoint WHERE workspace_id = $1 GROUP BY vkey ORDER BY min(size)',
    [workspaceId],
  )) as { vkey: string }[];
  return rows.map(({ vkey }) => vkey);
}
