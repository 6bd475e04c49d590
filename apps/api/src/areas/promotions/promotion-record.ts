import { type Promotion, type Vote } from '@countersign/domain/approvals';
import { In, type EntityManager } from 'typeorm';
import { parseActorReference } from '../../database/actor-reference';
import { type ReadTransaction, type Transaction } from '../../database/transaction';
import { notFound } from '../../server/problem';
import { lockPeople, readPeople, type People } from './promotion-people';
import { PolicyRow } from './policy.entity';
import { holdPolicies } from './publish-policy';
import { PromotionRow } from './promotion.entity';
import { rollbackCandidates } from './rollback-candidates';
import { suspensionsInForce } from './suspension-reads';
import { type SuspensionRow } from './suspension.entity';
import { VoteRow } from './vote.entity';

/** One promotion with all that a decision about it needs, as of one moment. */
export interface PromotionRecord {
  row: PromotionRow;
  policy: PolicyRow;
  /** Of all rounds, oldest first; in the order of `promotion.votes`. */
  votes: VoteRow[];
  /** In force: what the approval rested on holds no longer. */
  suspension: SuspensionRow | null;
  /** The same as the pure decisions see it. */
  promotion: Promotion;
  now: Date;
}

/** Completes rows to records, in their order, with one query for each kind of thing. */
export async function readRecords(
  { manager, now }: ReadTransaction,
  rows: readonly PromotionRow[],
): Promise<PromotionRecord[]> {
  if (rows.length === 0) return [];
  const policies = await manager.findBy(PolicyRow, { id: In(rows.map(({ policyId }) => policyId)) });
  const votes = await manager.find(VoteRow, {
    where: { promotionId: In(rows.map(({ id }) => id)) },
    order: { castAt: 'ASC', id: 'ASC' },
  });
  const people = await readPeople(manager, rows, votes);
  const candidates = await rollbackCandidates(manager, rows);
  const suspensions = await suspensionsInForce(manager, rows);
  return rows.map((row) => {
    const policy = policies.find(({ id }) => id === row.policyId);
    if (!policy) throw new Error(`The promotion ${row.id} has no policy.`);
    const own = votes.filter(({ promotionId }) => promotionId === row.id);
    const earlier = candidates.get(row.id) ?? [];
    const promotion = { ...domainOf({ row, policy, votes: own }, people), earlier };
    return { row, policy, votes: own, suspension: suspensions.get(row.id) ?? null, now, promotion };
  });
}

/** One record; NOT_FOUND for an unknown id. */
export async function readRecord(tx: ReadTransaction, id: string): Promise<PromotionRecord> {
  const row = await tx.manager.findOneBy(PromotionRow, { id });
  const [record] = await readRecords(tx, row ? [row] : []);
  if (!record) throw notFound('promotion', id);
  return record;
}

/**
 * One record, locked until the transaction ends. The place is locked before the row, here as in a request: whoever
 * changes anything about a model's alias queues in the same order, so that nobody can lock anybody out. What else a
 * decision reads stands still as well: the policies, and the people with their roles.
 */
export async function lockRecord(tx: Transaction, id: string): Promise<PromotionRecord> {
  const { row } = await readRecord(tx, id);
  await lockPlace(tx.manager, row);
  await tx.manager.findOneOrFail(PromotionRow, { where: { id }, lock: { mode: 'pessimistic_write' } });
  await holdPolicies(tx.manager, row.workspaceId);
  await lockPeople(tx, row);
  return readRecord(tx, id);
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
    votes: votes.map(({ voter, roles: castAs, decision, round, castAt }): Vote => {
      const { id: personId } = parseActorReference(voter);
      const held = roles.get(personId) ?? [];
      return { personId, roles: held, castAs, decision, round, castAt: castAt.getTime() };
    }),
    approvedAt: row.approvedAt?.getTime() ?? null,
    expiresAt: row.expiresAt?.getTime() ?? null,
    activatedAt: row.activatedAt?.getTime() ?? null,
    ...(seenAt && { seenAt: seenAt.getTime() }),
  };
}
