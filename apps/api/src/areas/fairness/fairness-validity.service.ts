import { type Actor } from '@countersign/domain/access';
import { type AuditValidity, auditValidity, type SinceAudit } from '@countersign/domain/fairness';
import { type EntityManager } from 'typeorm';
import { type Database } from '../../database/database';
import { type FairnessAudit } from './fairness-audit.entity';

type DatedAudit = Pick<FairnessAudit, 'id' | 'modelVersionId' | 'ranAt'>;

/** Whether audits still hold; computed from what has happened since, and stored nowhere. */
export class FairnessValidityService {
  constructor(private readonly database: Database) {}

  validity(actor: Actor, audit: DatedAudit): Promise<AuditValidity> {
    const { workspaceId } = actor;
    return this.database.read(actor, async ({ manager, now }) =>
      auditValidity({
        ...{ ranAt: audit.ranAt.getTime(), now: now.getTime() },
        nextAuditAt: await nextAuditAt(manager, workspaceId, audit),
        replaced: await replacement(manager, workspaceId, audit),
        alert: await firstAlert(manager, workspaceId, audit),
      }),
    );
  }
}

async function nextAuditAt(
  manager: EntityManager,
  workspaceId: string,
  { id, modelVersionId }: DatedAudit,
): Promise<SinceAudit['nextAuditAt']> {
  // Ids rise with time.
  const [next] = (await manager.query(
    `SELECT ran_at FROM fairness_audit
     WHERE workspace_id = $1 AND model_version_id = $2 AND id > $3 ORDER BY id LIMIT 1`,
    [workspaceId, modelVersionId, id],
  )) as { ran_at: Date }[];
  return next?.ran_at.getTime() ?? null;
}

/**
 * Where another version with another artefact holds an alias now that this one was activated for, and took it from it
 * after the audit. A version that got its alias back serves what was audited.
 */
async function replacement(
  manager: EntityManager,
  workspaceId: string,
  { modelVersionId, ranAt }: DatedAudit,
): Promise<SinceAudit['replaced']> {
  const [found] = (await manager.query(
    `SELECT held.alias, holder.number, taken.at
     FROM promotion held
     JOIN LATERAL (
       SELECT min(next.activated_at) AS at FROM promotion next
       WHERE next.workspace_id = $1 AND next.model_id = held.model_id AND next.alias = held.alias
         AND next.activated_at > held.activated_at
     ) taken ON taken.at > $3
     JOIN model_alias ON model_alias.workspace_id = $1 AND model_alias.model_id = held.model_id
       AND model_alias.name = held.alias
     JOIN model_version holder ON holder.workspace_id = $1 AND holder.id = model_alias.model_version_id
     WHERE held.workspace_id = $1 AND held.model_version_id = $2
       AND holder.artifact_digest <> held.artifact_digest
     ORDER BY taken.at LIMIT 1`,
    [workspaceId, modelVersionId, ranAt],
  )) as { alias: string; number: number; at: Date }[];
  return found ? { alias: found.alias, version: found.number, at: found.at.getTime() } : null;
}

async function firstAlert(
  manager: EntityManager,
  workspaceId: string,
  { modelVersionId, ranAt }: DatedAudit,
): Promise<SinceAudit['alert']> {
  const [found] = (await manager.query(
    `SELECT monitor.name, run.ran_at
     FROM monitor JOIN monitor_run run ON run.workspace_id = $1 AND run.monitor_id = monitor.id
     WHERE monitor.workspace_id = $1 AND monitor.model_version_id = $2
       AND run.verdict = 'alert' AND run.ran_at > $3
     ORDER BY run.id LIMIT 1`,
    [workspaceId, modelVersionId, ranAt],
  )) as { name: string; ran_at: Date }[];
  return found ? { monitor: found.name, at: found.ran_at.getTime() } : null;
}
