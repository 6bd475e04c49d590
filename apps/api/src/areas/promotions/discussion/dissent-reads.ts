import { type Role } from '@countersign/domain/access';
import { type VoteDecision } from '@countersign/domain/approvals';
import { type EntityManager } from 'typeorm';
import { parseActorReference } from '../../../database/actor-reference';
import { type PromotionRow } from '../promotion.entity';

/** A vote against a release, or beside it with a reason, which a quorum alone would hide. */
export interface Dissent {
  voteId: string;
  promotionId: string;
  environment: PromotionRow['environment'];
  alias: string;
  round: number;
  voter: string;
  onBehalfOf: string | null;
  role: Role | null;
  decision: Exclude<VoteDecision, 'approve'>;
  comment: string;
  castAt: Date;
}

/** So much is shown; who objects more often than that is heard elsewhere. */
const most = 50;

/**
 * What was objected to a promotion and to those of the same artefact that were requested before it, newest first:
 * docs/spec/promotions.md, P-174. It goes by the artefact, since registering it again makes it no better.
 */
export async function dissentOn(
  manager: EntityManager,
  {
    workspaceId,
    artifactDigest,
    requestedAt,
  }: Pick<PromotionRow, 'workspaceId' | 'artifactDigest' | 'requestedAt'>,
): Promise<Dissent[]> {
  return (await manager.query(
    `SELECT vote.id AS "voteId", vote.promotion_id AS "promotionId", asked.environment, asked.alias, vote.round, vote.voter,
       vote.on_behalf_of AS "onBehalfOf", vote.role, vote.decision, vote.comment, vote.cast_at AS "castAt"
     FROM promotion asked JOIN vote ON vote.workspace_id = $1 AND vote.promotion_id = asked.id
     WHERE asked.workspace_id = $1 AND asked.artifact_digest = $2 AND asked.requested_at <= $3
       AND (vote.decision IN ('reject', 'request_changes') OR vote.decision = 'abstain' AND vote.comment ~ '\\S')
     ORDER BY vote.cast_at DESC, vote.id LIMIT ${most}`,
    [workspaceId, artifactDigest, requestedAt],
  )) as Dissent[];
}

/** As an entry of the log tells it. */
export function dissentEntry({ voter, onBehalfOf, castAt, ...said }: Dissent) {
  const { promotionId, round, decision, comment } = said;
  const by = { personId: parseActorReference(voter).id, ...(onBehalfOf !== null && { onBehalfOf }) };
  return { promotionId, round, ...by, decision, comment, castAt: castAt.toISOString() };
}
