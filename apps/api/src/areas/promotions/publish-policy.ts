import { type Policy, policyDigest } from '@countersign/domain/approvals';
import { type EntityManager } from 'typeorm';
import { type Recorded, type Transaction } from '../../database/transaction';
import { PolicyRow } from './policy.entity';

const key = `hashtextextended('countersign.policies/' || $1::text, 0)`;

/** No policy of the workspace is published until the transaction ends. */
export async function holdPolicies(manager: EntityManager, workspaceId: string): Promise<void> {
  await manager.query(`SELECT pg_advisory_xact_lock_shared(${key})`, [workspaceId]);
}

/** Publishes a policy, between one decision and the next: none is taken by a policy that was replaced meanwhile. */
export async function publishPolicy(tx: Transaction, policy: Policy): Promise<Recorded<string>> {
  const { manager, actor, now } = tx;
  await manager.query(`SELECT pg_advisory_xact_lock(${key})`, [actor.workspaceId]);
  const { name, version, environment, alias } = policy;
  const id = tx.newId();
  const digest = policyDigest(policy);
  await manager.insert(PolicyRow, {
    ...{ id, workspaceId: actor.workspaceId, name, version, digest, environment, alias },
    ...{ body: policy as never, publishedAt: now },
  });
  const subject = { type: 'policy', id, digest };
  return { result: id, audit: { action: 'publishPolicy', subject, payload: { name, version } } };
}
