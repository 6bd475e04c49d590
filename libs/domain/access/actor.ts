import type { Permission } from './permission';
import { rolePermissions, type Role } from './role-permissions';
import { scopePermissions, type TokenScope } from './scope-permissions';

/** Who acts: a person, a service account, or the operator who owns the machine. */
export interface Actor {
  kind: 'person' | 'service' | 'operator';
  id: string;
  name: string;
  workspaceId: string;
  /** A person's roles in the workspace; gives a service nothing. */
  roles: readonly Role[];
  /** The reach of the token used. A service has exactly this; a person's token only narrows their roles. */
  scope?: TokenScope;
}

/** All an actor may do. What is not listed is denied; a service never votes, since no scope does. */
export function permissionsOf(actor: Actor): ReadonlySet<Permission> {
  if (actor.kind === 'operator') return new Set<Permission>(['token.create']);
  const inScope = new Set<Permission>(actor.scope === undefined ? [] : scopePermissions[actor.scope]);
  if (actor.kind === 'service') return inScope;
  const held = actor.roles.flatMap((role) => rolePermissions[role] ?? []);
  return new Set(actor.scope === undefined ? held : held.filter((permission) => inScope.has(permission)));
}

/** Whether an actor holds a permission; without an actor the answer is no. */
export function isPermitted(actor: Actor | null | undefined, permission: Permission): boolean {
  return actor != null && permissionsOf(actor).has(permission);
}
