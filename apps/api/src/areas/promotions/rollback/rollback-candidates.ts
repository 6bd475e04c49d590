import { type Earlier, type PromotionState, servingStates } from '@countersign/domain/approvals';
import { type EntityManager } from 'typeorm';
import { type PromotionRow } from '../promotion.entity';

interface CandidateRow {
  serving_id: string;
  id: string;
  model_version_id: string;
  number: number;
  state: PromotionState;
  artifact_digest: string;
  version_digest: string;
  /** Null where its policy says nothing. */
  rollback_days: number | null;
  last_served_at: Date;
  is_suspended: boolean;
  is_unapproved: boolean;
}

/** What served before in the places of these promotions, the latest first; for those of them that serve. */
export async function rollbackCandidates(
  manager: EntityManager,
  rows: readonly PromotionRow[],
): Promise<Map<string, Earlier[]>> {
  const serving = rows.filter(({ state }) => servingStates.includes(state));
  const candidates = new Map<string, Earlier[]>();
  if (serving.length === 0) return candidates;
  const found = (await manager.query(
    `SELECT serving.id AS serving_id, earlier.id, earlier.model_version_id, version.number, earlier.state,
            earlier.artifact_digest, version.artifact_digest AS version_digest,
            policy.body -> 'rollbackDays' AS rollback_days, served.until AS last_served_at,
            earlier.approved_at IS NULL AS is_unapproved,
            EXISTS (
              SELECT FROM suspension
              WHERE workspace_id = $1 AND promotion_id = earlier.id AND lifted_at IS NULL
            ) AS is_suspended
     FROM promotion serving
     JOIN promotion earlier ON earlier.workspace_id = $1 AND earlier.model_id = serving.model_id
       AND earlier.environment = serving.environment AND earlier.alias = serving.alias
       AND earlier.state IN ('superseded', 'rolled_back')
     JOIN LATERAL (
       SELECT max(ended_at) AS until FROM deployment WHERE workspace_id = $1 AND promotion_id = earlier.id
     ) served ON served.until IS NOT NULL
     JOIN model_version version ON version.workspace_id = $1 AND version.id = earlier.model_version_id
     JOIN policy ON policy.workspace_id = $1 AND policy.id = earlier.policy_id
     WHERE serving.workspace_id = $1 AND serving.id = ANY($2::uuid[])
     ORDER BY served.until DESC, earlier.id DESC`,
    [serving[0]?.workspaceId, serving.map(({ id }) => id)],
  )) as CandidateRow[];
  for (const { id } of serving) candidates.set(id, []);
  for (const row of found) candidates.get(row.serving_id)?.push(candidateOf(row));
  return candidates;
}

function candidateOf(row: CandidateRow): Earlier {
  return {
    ...{ promotionId: row.id, modelVersionId: row.model_version_id, versionNumber: row.number },
    policy: row.rollback_days === null ? {} : { rollbackDays: row.rollback_days },
    ...{ state: row.state, isSuspended: row.is_suspended, isUnapproved: row.is_unapproved },
    ...{ artifactDigest: row.artifact_digest, versionDigest: row.version_digest },
    lastServedAt: row.last_served_at.getTime(),
  };
}
