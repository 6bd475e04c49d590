import { isPermitted, type Permission, whoMay } from '@countersign/domain/access';
import { type AuthChecker, Authorized, getMetadataStorage } from 'type-graphql';
import { type Context } from './context';
import { Problem } from './problem';

/** The permission of what is open to callers who have not signed in. */
export const anyone = 'anyone';

/** Who may call this root field: holders of the permission. Every query and mutation carries this or `Anyone`. */
export const Permit = (permission: Permission): MethodDecorator => Authorized(permission) as MethodDecorator;

/** A root field open to callers who have not signed in. */
export const Anyone = (): MethodDecorator => Authorized(anyone) as MethodDecorator;

/** The one guard of GraphQL: no permission, no field. */
export const guard: AuthChecker<Context> = ({ context }, required) => {
  for (const permission of required) requirePermission(context, permission);
  return required.length > 0;
};

/** Throws UNAUTHENTICATED or FORBIDDEN unless the caller holds the permission. Doors use it too. */
export function requirePermission({ actor }: Pick<Context, 'actor'>, permission: string): void {
  if (permission === anyone) return;
  if (!actor) throw new Problem('UNAUTHENTICATED', 'Sign in, or send a bearer token.');
  if (!isPermitted(actor, permission as Permission)) {
    throw new Problem(
      'FORBIDDEN',
      `This needs the permission ${permission}, which ${actor.name} does not have: it takes the role ${whoMay(permission as Permission)}.`,
    );
  }
}

export interface RootField {
  kind: 'query' | 'mutation' | 'subscription';
  name: string;
  permissions: string[];
}

/** All queries, mutations and subscriptions of the built schema with what they ask for. */
export function rootFields(): RootField[] {
  const { queries, mutations, subscriptions } = getMetadataStorage();
  const of = (kind: RootField['kind'], fields: typeof queries): RootField[] =>
    fields.map(({ schemaName, roles }) => ({
      kind,
      name: schemaName,
      permissions: (roles ?? []) as string[],
    }));
  return [...of('query', queries), ...of('mutation', mutations), ...of('subscription', subscriptions)];
}
