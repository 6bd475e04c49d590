import { heldNow, type Promotion } from '@countersign/domain/approvals';
import { In, type EntityManager } from 'typeorm';
import { parseActorReference } from '../../database/actor-reference';
import { type ReadTransaction, type Transaction } from '../../database/transaction';
import { notFound } from '../../server/problem';
import { delegationsFor } from './delegations/delegation-reads';
import { lockPeople, readPeople, type People } from './promotion-people';
import { readEmergencies } from './emergencies/emergency-reads';
import { type EmergencyRow } from './emergencies/emergency.entity';
import { type GateWaiverRow } from './waivers/gate-waiver.entity';
import { PolicyRow } from './policies/policy.entity';
import { holdPolicies } from './policies/publish-policy';
import { PromotionRow } from './promotion.entity';
import { rollbackCandidates } from './rollback/rollback-candidates';
import { type RollbackReviewRow } from './rollback/rollback-review.entity';
import { reviewsOf } from './rollback/rollback-reviews';
import { suspensionsInForce } from './suspensions/suspension-reads';
import { type SuspensionRow } from './suspensions/suspension.entity';
import { VoteRow } from './votes/vote.entity';
import { readWaivers } from './waivers/waiver-reads';

/** One promotion with all that a decision about it needs, as of one moment. */
export interface PromotionRecord {
  row: PromotionRow;
  policy: PolicyRow;
  /** Of all rounds, oldest first; in the order of `promotion.votes`. */
  votes: VoteRow[];
  /** Of gates, of all rounds, oldest first; in the order of `promotion.waivers`. */
  waivers: GateWaiverRow[];
  /** In force: what the approval rested on holds no longer. */
  suspension: SuspensionRow | null;
  /** What going back from it opened. */
  review: RollbackReviewRow | null;
  /** The one proposed last; null where none was. */
  emergency: EmergencyRow | null;
  /** The same as the pure decisions see it. */
  promotion: Promotion;
  now: Date;
}

/** Completes rows to records, in their order, with one query for each kind of thing. */
export async function readRecords(
  tx: ReadTransaction,
  rows: readonly PromotionRow[],
): Promise<PromotionRecord[]> {
  const { manager, now } = tx;
  if (rows.length === 0) return [];
  const policies = await manager.findBy(PolicyRow, { id: In(rows.map(({ policyId }) => policyId)) });
  const votes = await manager.find(VoteRow, {
    where: { promotionId: In(rows.map(({ id }) => id)) },
    order: { castAt: 'ASC', id: 'ASC' },
  });
  const people = await readPeople(manager, rows, votes);
  const candidates = await rollbackCandidates(manager, rows);
  const suspensions = await suspensionsInForce(manager, rows);
  const emergencies = await readEmergencies(tx, rows);
  const reviews = await reviewsOf(manager, rows);
  const delegations = await delegationsFor({ manager, now }, rows);
  const waived = await readWaivers(manager, rows);
  return rows.map((row) => {
    const policy = policies.find(({ id }) => id === row.policyId);
    if (!policy) throw new Error(`The promotion ${row.id} has no policy.`);
    const own = votes.filter(({ promotionId }) => promotionId === row.id);
    const given = { earlier: candidates.get(row.id) ?? [], delegations: delegations(row.modelId) };
    const { row: emergency = null, ...emergent } = emergencies.get(row.id) ?? {};
    const { rows: waivers = [], ...waiving } = waived.get(row.id) ?? {};
    const known = { ...given, ...emergent, ...waiving };
    const promotion = { ...domainOf({ row, policy, votes: own }, people), ...known };
    const [suspension, review] = [suspensions.get(row.id) ?? null, reviews.get(row.id) ?? null];
    return { row, policy, votes: own, waivers, suspension, review, emergency, now, promotion };
  });
}

/** One record; NOT_FOUND for an unknown id. */
export async function readRecord(tx: ReadTransaction, id: string): Promise<PromotionRecord> {
  return completed(tx, await rowOf(tx, id));
}

async function rowOf({ manager }: ReadTransaction, id: string): Promise<PromotionRow> {
  const row = await manager.findOneBy(PromotionRow, { id });
  if (!row) throw notFound('promotion', id);
  return row;
}

async function completed(tx: ReadTransaction, row: PromotionRow): Promise<PromotionRecord> {
  const [record] = await readRecords(tx, [row]);
  return record as PromotionRecord;
}

/**
 * One record, locked until the transaction ends. The place is locked before the row, here as in a request: whoever
 * changes anything about a model's alias queues in the same order, so that nobody can lock anybody out. What else a
 * decision reads stands still as well: the policies, and the people with their roles.
 */
export async function lockRecord(tx: Transaction, id: string): Promise<PromotionRecord> {
  // Where it leads never changes; what else was read before the lock is not looked at.
  await lockPlace(tx.manager, await rowOf(tx, id));
  const lock = { mode: 'pessimistic_write' } as const;
  const row = await tx.manager.findOneOrFail(PromotionRow, { where: { id }, lock });
  await holdPolicies(tx.manager, row.workspaceId);
  await lockPeople(tx, row);
  return completed(tx, row);
}

/** Where a promotion leads: one alias of one model in one environment. */
export type Place = Pick<PromotionRow, 'modelId' | 'environment' | 'alias'>;

/** Lets one transaction at a time decide what happens to a place, also when no promotion to it exists yet. */
export async function lockPlace(
  manager: EntityManager,
  { modelId, environment, alias }: Place,
): Promise<void> {
  const key = `promotion:${modelId}:${environment}:${alias}`;
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
}

function domainOf(
  { row, policy, votes }: Pick<PromotionRecord, 'row' | 'policy' | 'votes'>,
  { roles, sponsors, dependents, contributors, seen }: People,
): Promotion {
  const { modelVersionId, artifactDigest, environment, alias } = row;
  const { id: requesterId } = parseActorReference(row.requestedBy);
  const sponsorId = sponsors.get(requesterId) ?? null;
  const seenAt = seen.get(row.id);
  return {
    target: { modelVersionId, artifactDigest, environment, alias },
    ...{ state: row.state, round: row.round, subjectDigest: row.subjectDigest, gates: row.gates },
    ...{ requesterId, sponsorId, policy: policy.body, replacesVersionId: row.replacesVersionId },
    dependentIds: dependents.get(sponsorId ?? requesterId) ?? [],
    contributors: contributors.get(row.id) ?? [],
    requestedAt: row.requestedAt.getTime(),
    votes: votes.map(({ voter, onBehalfOf, roles: castAs, decision, round, castAt, passkeyId }) => {
      const { id: personId } = parseActorReference(voter);
      const cast = { personId, castAs, decision, round, castAt: castAt.getTime() };
      const signed = passkeyId === null ? {} : { passkeyId };
      return heldNow({ ...cast, ...signed, ...(onBehalfOf !== null && { onBehalfOf }) }, roles);
    }),
    approvedAt: row.approvedAt?.getTime() ?? null,
    expiresAt: row.expiresAt?.getTime() ?? null,
    activatedAt: row.activatedAt?.getTime() ?? null,
    ...(seenAt && { seenAt: seenAt.getTime() }),
  };
}
