import { type Policy, policyDigest } from '@countersign/domain/approvals';
import { type EntityManager } from 'typeorm';
import { type Recorded, type Transaction } from '../../../database/transaction';
import { PolicyRow } from './policy.entity';

const key = `hashtextextended('countersign.policies/' || $1::text, 0)`;

/** No policy of the workspace is published until the transaction ends. */
export async function holdPolicies(manager: EntityManager, workspaceId: string): Promise<void> {
  await manager.query(`SELECT pg_advisory_xact_lock_shared(${key})`, [workspaceId]);
}

/** No decision is taken until the transaction ends: what it would be taken by is about to change. */
export async function holdDecisions({
  manager,
  actor,
}: Pick<Transaction, 'manager' | 'actor'>): Promise<void> {
  await manager.query(`SELECT pg_advisory_xact_lock(${key})`, [actor.workspaceId]);
}

/**
 * Publishes a policy that came with the software, between one decision and the next: none is taken by a policy that was
 * replaced meanwhile. The database knows these policies by their digests; every other one takes a change (P-70).
 */
export async function publishPolicy(tx: Transaction, policy: Policy): Promise<Recorded<string>> {
  await holdDecisions(tx);
  const { id, digest } = await insertPolicy(tx, policy);
  const { name, version } = policy;
  const subject = { type: 'policy', id, digest };
  return { result: id, audit: { action: 'publishPolicy', subject, payload: { name, version } } };
}

/** Writes a policy down as published, by the change that was approved where there is one. */
export async function insertPolicy(
  { manager, actor, now, newId }: Transaction,
  policy: Policy,
  changeId: string | null = null,
): Promise<{ id: string; digest: string }> {
  const { name, version, environment, alias } = policy;
  const [id, digest] = [newId(), policyDigest(policy)];
  await manager.insert(PolicyRow, {
    ...{ id, workspaceId: actor.workspaceId, name, version, digest, environment, alias },
    ...{ body: policy as never, publishedAt: now, changeId },
  });
  return { id, digest };
}
