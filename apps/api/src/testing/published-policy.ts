import { type Actor } from '@countersign/domain/access';
import { policyDigest, type Policy } from '@countersign/domain/approvals';
import { publishPolicy } from '../areas/promotions/policies/publish-policy';
import { type Owner, type TestApi } from './api';

/** Publishes a policy as the operator, as if it had come with the software; answers its id. */
export async function publishedPolicy(
  { database, owner, workspaceId }: Pick<TestApi, 'database' | 'workspaceId'> & { owner: Owner },
  policy: Policy,
): Promise<string> {
  await owner.query('INSERT INTO built_in_policy VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    ...[policyDigest(policy), JSON.stringify(policy)],
  ]);
  const operator: Actor = { kind: 'operator', id: 'operator', name: 'Operator', workspaceId, roles: [] };
  const written = await database.write(operator, (tx) => publishPolicy(tx, policy));
  if (!('result' in written)) throw new Error('The policy was refused.');
  return written.result;
}
