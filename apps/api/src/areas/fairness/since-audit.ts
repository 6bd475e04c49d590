import { judgesFairnessAlike, type Policy } from '@countersign/domain/approvals';
import { type AppliedLawPack, type SinceAudit } from '@countersign/domain/fairness';
import { lawPacks } from '@countersign/statistics/law-packs';
import { type EntityManager } from 'typeorm';
import { firstAlert } from '../monitoring/first-alert';

/** The audit that is looked back to, and who looks when. */
interface LookBack {
  manager: EntityManager;
  workspaceId: string;
  auditId: string;
  now: Date;
}

interface AuditedRow {
  modelVersionId: string;
  datasetVersionId: string | null;
  ranAt: Date;
  lawPacks: AppliedLawPack[] | null;
}

type Audited = AuditedRow & LookBack;

interface Published {
  body: Policy;
  publishedAt: Date;
}

/** What has happened since an audit ran, as far as it can end it; null where there is no such audit. */
export async function sinceAudit(look: LookBack): Promise<SinceAudit | null> {
  const [row] = (await look.manager.query(
    `SELECT model_version_id AS "modelVersionId", dataset_version_id AS "datasetVersionId", ran_at AS "ranAt",
            report #> '{policy,lawPacks}' AS "lawPacks"
     FROM fairness_audit WHERE workspace_id = $1 AND id = $2`,
    [look.workspaceId, look.auditId],
  )) as AuditedRow[];
  if (!row) return null;
  const audited = { ...row, ...look };
  return {
    ...{ ranAt: row.ranAt.getTime(), now: look.now.getTime() },
    nextAuditAt: await nextAuditAt(audited),
    replaced: await replacement(audited),
    alert: await firstAlert({ ...audited, after: row.ranAt }),
    newData: await newerData(audited),
    otherPolicy: await otherPolicy(audited),
    otherLaws: otherLaws(row.lawPacks ?? []),
  };
}

async function nextAuditAt({
  manager,
  workspaceId,
  auditId,
  modelVersionId,
}: Audited): Promise<SinceAudit['nextAuditAt']> {
  // Ids rise with time.
  const [next] = (await manager.query(
    `SELECT ran_at FROM fairness_audit
     WHERE workspace_id = $1 AND model_version_id = $2 AND id > $3 ORDER BY id LIMIT 1`,
    [workspaceId, modelVersionId, auditId],
  )) as { ran_at: Date }[];
  return next?.ran_at.getTime() ?? null;
}

/**
 * Where another version with another artefact holds an alias now that this one served by, and took it from it after the
 * audit. A version that got its alias back serves what was audited.
 */
async function replacement({
  manager,
  workspaceId,
  modelVersionId,
  ranAt,
}: Audited): Promise<SinceAudit['replaced']> {
  const [found] = (await manager.query(
    `SELECT held.alias, holder.number, held.ended_at AS at
     FROM deployment held
     JOIN model_version version ON version.workspace_id = $1 AND version.id = held.model_version_id
     JOIN model_alias ON model_alias.workspace_id = $1 AND model_alias.model_id = held.model_id
       AND model_alias.environment = held.environment AND model_alias.name = held.alias
     JOIN model_version holder ON holder.workspace_id = $1 AND holder.id = model_alias.model_version_id
     WHERE held.workspace_id = $1 AND held.model_version_id = $2 AND held.ended_at > $3
       AND holder.artifact_digest <> version.artifact_digest
     ORDER BY held.ended_at LIMIT 1`,
    [workspaceId, modelVersionId, ranAt],
  )) as { alias: string; number: number; at: Date }[];
  return found ? { alias: found.alias, version: found.number, at: found.at.getTime() } : null;
}

async function newerData({
  manager,
  workspaceId,
  datasetVersionId,
  ranAt,
}: Audited): Promise<SinceAudit['newData']> {
  if (datasetVersionId === null) return null;
  const [found] = (await manager.query(
    `SELECT dataset.name, newer.number, newer.registered_at AS at
     FROM dataset_version audited
     JOIN dataset_version newer ON newer.workspace_id = $1 AND newer.dataset_id = audited.dataset_id
       AND newer.number > audited.number AND newer.registered_at > $3
     JOIN dataset ON dataset.workspace_id = $1 AND dataset.id = audited.dataset_id
     WHERE audited.workspace_id = $1 AND audited.id = $2
     ORDER BY newer.number LIMIT 1`,
    [workspaceId, datasetVersionId, ranAt],
  )) as { name: string; number: number; at: Date }[];
  return found ? { dataset: found.name, version: found.number, at: found.at.getTime() } : null;
}

/**
 * For every place that a version could be released to at the audit: the policy in force now against the one in force then.
 * Where a policy takes the gate of then back, the audit holds again.
 */
async function otherPolicy({ manager, workspaceId, ranAt }: Audited): Promise<SinceAudit['otherPolicy']> {
  const rows = (await manager.query(
    `SELECT body, published_at AS "publishedAt" FROM policy WHERE workspace_id = $1 AND joins IS NULL ORDER BY version`,
    [workspaceId],
  )) as Published[];
  const places = new Map<string, Published[]>();
  for (const row of rows) {
    const place = JSON.stringify([row.body.environment, row.body.alias, row.body.name]);
    places.set(place, [...(places.get(place) ?? []), row]);
  }
  const changes = [...places.values()].flatMap((published) => firstOther(published, ranAt) ?? []);
  const [first] = changes.sort((one, other) => one.publishedAt.getTime() - other.publishedAt.getTime());
  return first
    ? { policy: first.body.name, version: first.body.version, at: first.publishedAt.getTime() }
    : null;
}

/** Since which version of a policy fairness is judged otherwise than at an instant, without end. */
function firstOther(published: readonly Published[], at: Date): Published | undefined {
  const then = published.findLast(({ publishedAt }) => publishedAt <= at);
  if (!then) return undefined;
  const alike = published.findLastIndex(
    ({ publishedAt, body }) => publishedAt <= at || judgesFairnessAlike(then.body, body),
  );
  return published[alike + 1];
}

function otherLaws(applied: readonly AppliedLawPack[]): SinceAudit['otherLaws'] {
  return applied.flatMap(({ id, version: audited }) => {
    // Newer software may have applied a pack that this one has never heard of.
    if (!Object.hasOwn(lawPacks, id)) return [];
    const { version: known } = lawPacks[id];
    return known === audited ? [] : [{ pack: id, audited, known }];
  });
}
