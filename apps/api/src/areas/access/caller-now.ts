import { type Actor, isPermitted, type Permission } from '@countersign/domain/access';
import { refuse, type Refusal } from '@countersign/domain/refusals';
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

/**
 * The caller as they stand now, where they still hold a permission. The door looked before anything was locked: what they
 * lost since is lost here too.
 */
export async function entitledCaller(tx: Transaction, permission: Permission): Promise<Actor | Refusal> {
  const actor = await callerNow(tx);
  if (actor === null) return refuse('MEMBER_DEACTIVATED', 'Your account was deactivated.');
  if (isPermitted(actor, permission)) return actor;
  return refuse('ROLE_NOT_REQUIRED', 'You lost the role that this step takes.');
}
