import { abilityOf, can } from './ability';
import { operatorPermissions, systemPermissions, type Permission } from './permission';
import { rolePermissions, roles, type Role } from './role-permissions';
import { scopePermissions, type TokenScope } from './scope-permissions';

/** How sure the server is of who calls: by what they proved. `system` is the server itself. */
export type SessionStrength = 'demo' | 'password' | 'oidc' | 'token' | 'workload' | 'bootstrap' | 'system';

/** Who acts: a person, a service account, the operator who owns the machine, or the server's own jobs. */
export interface Actor {
  kind: 'person' | 'service' | 'operator' | 'system';
  id: string;
  name: string;
  workspaceId: string;
  /** A person's roles in the workspace; gives a service nothing. */
  roles: readonly Role[];
  /** The reach of the token used. A service has exactly this; a person's token only narrows their roles. */
  scope?: TokenScope;
  /** The person who answers for a service: the sponsor of its token. */
  onBehalfOf?: string;
  /** What the caller proved. */
  session?: SessionStrength;
  /** When a person proved who they are, in milliseconds since 1970-01-01T00:00Z; absent without a session. */
  authenticatedAt?: number;
  /** The signed token by which a workload proved it: who signed it, about whom, and its id where it has one. */
  workload?: { issuer: string; subject: string; tokenId?: string };
}

/** All an actor may do. What is not listed is denied; a service never votes, since no scope does. */
export function permissionsOf(actor: Actor): ReadonlySet<Permission> {
  if (actor.kind === 'operator') return new Set(operatorPermissions);
  if (actor.kind === 'system') return new Set(systemPermissions);
  const scope = knownScope(actor);
  const inScope = new Set<Permission>(scope === undefined ? [] : scopePermissions[scope]);
  if (actor.kind === 'service') return inScope;
  const held = knownRoles(actor).flatMap((role) => rolePermissions[role]);
  return new Set(actor.scope === undefined ? held : held.filter((permission) => inScope.has(permission)));
}

/** Whether an actor holds a permission; without an actor the answer is no. */
export function isPermitted(actor: Actor | null | undefined, permission: Permission): boolean {
  if (actor == null) return false;
  // Only known names make the key, so that no role made up outside can pass for another one, or fill the memory.
  const scope = actor.scope === undefined ? 'any' : (knownScope(actor) ?? 'none');
  const key = [actor.kind, scope, ...knownRoles(actor)].join(' ');
  return can(
    abilityOf(key, () => permissionsOf(actor)),
    permission,
  );
}

function knownRoles(actor: Actor): Role[] {
  return roles.filter((role) => actor.roles.includes(role));
}

function knownScope({ scope }: Actor): TokenScope | undefined {
  return scope !== undefined && Object.hasOwn(scopePermissions, scope) ? scope : undefined;
}
