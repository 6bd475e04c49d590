import { type Actor } from '@countersign/domain/access';
import { builtInPolicy } from '@countersign/domain/approvals';
import { QueryFailedError } from 'typeorm';
import { type Database } from '../../database/database';
import { PolicyRow } from './policy.entity';
import { publishPolicy } from './publish-policy';

const uniqueViolation = '23505';

/**
 * Publishes the built-in policy in a workspace that lacks it. Safe to repeat and to race. Who has to agree to a release
 * is part of the record, so the publication is an entry of the audit log, in the operator's name.
 */
export async function ensurePolicies(database: Database, workspaceId: string): Promise<void> {
  const { name, version } = builtInPolicy;
  const isThere = await database.read({ workspaceId }, ({ manager }) =>
    manager.existsBy(PolicyRow, { name, version }),
  );
  if (isThere) return;
  const operator: Actor = { kind: 'operator', id: 'operator', name: 'Operator', workspaceId, roles: [] };
  try {
    await database.write(operator, (tx) => publishPolicy(tx, builtInPolicy));
  } catch (error) {
    // Another server that starts at the same time has published it.
    if (!(error instanceof QueryFailedError) || codeOf(error) !== uniqueViolation) throw error;
  }
}

function codeOf({ driverError }: QueryFailedError): string | undefined {
  return (driverError as { code?: string }).code;
}
