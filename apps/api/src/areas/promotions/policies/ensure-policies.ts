import { type Actor } from '@countersign/domain/access';
import { policyTemplates } from '@countersign/domain/approvals';
import { IsNull } from 'typeorm';
import { type Database } from '../../../database/database';
import { type AuditDraft, type Recorded, type Transaction } from '../../../database/transaction';
import { PolicyRow } from './policy.entity';
import { publishPolicy } from './publish-policy';

/**
 * Publishes the policies that come with the software, one for each risk tier and their floor, in a workspace that has never
 * had a policy, and answers the names of those that a workspace of before has never had. Such a workspace keeps what it has:
 * who has to sign is for its people to say. Safe to repeat and to race. Who has to agree to a release is part of the record,
 * so each publication is an entry of the audit log, in the operator's name.
 */
export async function ensurePolicies(database: Database, workspaceId: string): Promise<string[]> {
  const known = await namesPublished(database, workspaceId);
  if (known.size > 0) return policyTemplates.flatMap(({ name }) => (known.has(name) ? [] : name));
  const operator: Actor = { kind: 'operator', id: 'operator', name: 'Operator', workspaceId, roles: [] };
  try {
    await database.write(operator, publishAll);
  } catch (error) {
    // Another server that starts at the same time may have published them.
    if ((await namesPublished(database, workspaceId)).size === 0) throw error;
  }
  return [];
}

async function namesPublished(database: Database, workspaceId: string): Promise<Set<string>> {
  const rows = await database.read({ workspaceId }, ({ manager }) =>
    manager.find(PolicyRow, { select: { name: true }, where: { joins: IsNull() } }),
  );
  return new Set(rows.map(({ name }) => name));
}

/** All of them or none, each with an entry of its own. */
async function publishAll(tx: Transaction): Promise<Recorded<null>> {
  const entries: AuditDraft[] = [];
  for (const policy of policyTemplates) entries.push((await publishPolicy(tx, policy)).audit);
  const [audit] = entries.splice(-1) as [AuditDraft];
  return { result: null, audit, earlier: entries };
}
