import { type Actor } from '@countersign/domain/access';
import { type Transaction } from '../../database/transaction';
import { rolesOf } from './people';

/**
 * The caller as they stand now: whoever changes their roles or deactivates them waits until this transaction ends. Null
 * when the person was deactivated since they called.
 */
export async function callerNow({ manager, actor }: Transaction): Promise<Actor | null> {
  if (actor.kind !== 'person') return actor;
  await manager.query('SELECT FROM member WHERE workspace_id = $1 AND id = $2 FOR SHARE', [
    ...[actor.workspaceId, actor.id],
  ]);
  const roles = (await rolesOf(manager, [actor.id])).get(actor.id);
  return roles === undefined ? null : { ...actor, roles };
}
