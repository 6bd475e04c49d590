import {
  asksToLookOn,
  evidenceExpiry,
  lifeGates,
  suspensionGround,
  type FindingSource,
  type LifeEvidence,
  type SinceApproval,
  type SuspensionGround,
} from '@countersign/domain/approvals';
import { IsNull } from 'typeorm';
import { type ReadTransaction } from '../../../database/transaction';
import { alertFindings } from '../../monitoring/alert-findings';
import { firstAlert } from '../../monitoring/first-alert';
import { DeploymentRow } from '../places/deployment.entity';
import { newestEvidence, type EvidenceSources } from '../gate/evaluate-gates';
import { type PoliciesService } from '../policies/policies.service';
import { PolicyRow } from '../policies/policy.entity';
import { type PromotionRecord } from '../promotion-record';
import { schemaChangeAfter } from './schema-changes';
import { hasLeft, lastLifted } from './suspension-reads';
import { type SuspensionRow } from './suspension.entity';

interface Sources {
  policies: PoliciesService;
  evidence: EvidenceSources;
  /** When the newest evidence that was found before was produced, by promotion and gate: what comes later is newer. */
  seen: Map<string, number>;
}

/** Why the approval of an active promotion holds no longer; null while it does. */
export async function groundOf(
  sources: Sources,
  tx: ReadTransaction,
  record: PromotionRecord,
): Promise<SuspensionGround | null> {
  const { manager, now } = tx;
  const { row, promotion } = record;
  const lifted = await lastLifted(manager, row.id);
  const lookedAt = lifted?.liftedAt ?? approvedOn(row);
  if (lookedAt === null) return null;
  const { workspaceId, modelVersionId } = row;
  const inForce = (await sources.policies.inForce(manager, row))?.body ?? null;
  const question = { manager, workspaceId, modelVersionId, after: lookedAt };
  const alert = await firstAlert(question);
  const agesFrom = Math.max(lifted?.liftedAt?.getTime() ?? -Infinity, await cameBackAt(tx, record));
  const asksAboutData = asksToLookOn('schema_change', promotion, inForce);
  const known: SinceApproval = {
    ...{ lookedAt: lookedAt.getTime(), agesFrom, inForce },
    alert: alert && { ...alert, findings: await alertFindings(manager, alert.runId) },
    hasOwnerLeft: await hasLeft(manager, lifted?.liftedBy ?? row.requestedBy),
    lookedBy: await lookedBy(tx, lifted),
    evidence: await newestOfLife(sources, tx, { record, agesFrom, inForce }),
    schema: asksAboutData ? await schemaChangeAfter(question) : null,
  };
  return suspensionGround(promotion, known, now.getTime());
}

/**
 * As of when what serves was approved: its activation, or of an emergency, which was ratified while it served, the look at
 * its gates. What alarmed after that look, those who ratified it did not see.
 */
function approvedOn({ activatedAt, approvedAt, gates }: PromotionRecord['row']): Date | null {
  if (activatedAt === null || approvedAt === null || approvedAt <= activatedAt) return activatedAt;
  const looks = gates.map(({ evaluatedAt }) => Date.parse(evaluatedAt));
  return new Date(Math.max(activatedAt.getTime(), Math.min(...looks, approvedAt.getTime())));
}

/** When its version came back by a rollback; −∞ where it has served without a break. */
async function cameBackAt({ manager }: ReadTransaction, { row }: PromotionRecord): Promise<number> {
  const live = await manager.findOneBy(DeploymentRow, { promotionId: row.id, endedAt: IsNull() });
  const since = live?.activatedAt.getTime() ?? -Infinity;
  return since > (row.activatedAt?.getTime() ?? Infinity) ? since : -Infinity;
}

/** The policy by which the suspension was lifted that was lifted last. */
async function lookedBy({ manager }: ReadTransaction, lifted: SuspensionRow | null) {
  if (lifted?.liftPolicyId == null) return null;
  return (await manager.findOneByOrFail(PolicyRow, { id: lifted.liftPolicyId })).body;
}

interface OfPromotion extends Pick<SinceApproval, 'agesFrom' | 'inForce'> {
  record: PromotionRecord;
}

/**
 * What the gates on life in service would look at now. Newer evidence is only looked for where the newest that was seen has
 * grown too old, so that a look at a promotion stays cheap.
 */
async function newestOfLife(
  { evidence, seen }: Sources,
  { manager, now }: ReadTransaction,
  { record, agesFrom = -Infinity, inForce }: OfPromotion,
): Promise<LifeEvidence[]> {
  const { row, promotion } = record;
  const found: LifeEvidence[] = [];
  for (const rule of lifeGates(promotion.policy)) {
    const key = `${row.id} ${rule.id}`;
    const atActivation = row.gates.find(({ gateId }) => gateId === rule.id)?.evidenceProducedAt;
    const at = seen.get(key) ?? (atActivation === undefined ? -Infinity : Date.parse(atActivation));
    const policies = [promotion.policy, ...(inForce ? [inForce] : [])];
    const since = Math.max(at, agesFrom);
    if (policies.every((policy) => now.getTime() <= evidenceExpiry(since, policy, rule.id))) continue;
    const { modelVersionId } = row;
    const question = { manager, modelVersionId, policy: promotion.policy, now };
    const newest = await newestEvidence(evidence, question, rule);
    if (newest === null) continue;
    seen.set(key, newest.producedAt);
    const kind = rule.kind === 'fairness' ? 'fairness_audit' : 'monitor_run';
    const source: FindingSource = { kind, id: newest.id };
    found.push({ gateId: rule.id, producedAt: newest.producedAt, source });
  }
  return found;
}
