import { rolePermissions, type Role } from '../access';
import type { Vote } from './promotion';

/** Whether a role is one that votes on promotions. */
export function mayVote(role: Role): boolean {
  return rolePermissions[role].includes('promotion.vote');
}

/** Whose vote it is: who cast it, or for whom they did. */
export function principalOf({ personId, onBehalfOf }: Pick<Vote, 'personId' | 'onBehalfOf'>): string {
  return onBehalfOf ?? personId;
}

/**
 * The roles a vote stands for: held when it was cast, and still, by the person whose vote it is. One that was cast for
 * somebody falls with either: whoever cast it has to be there still, as somebody who may vote.
 */
export function rolesOfVote({ castAs, roles, onBehalfOf, delegatorRoles = [] }: Vote): Role[] {
  if (onBehalfOf === undefined) return castAs.filter((role) => roles.includes(role));
  return roles.some(mayVote) ? castAs.filter((role) => delegatorRoles.includes(role)) : [];
}

/** A vote with the roles that its people hold now. */
export function heldNow(
  vote: Omit<Vote, 'roles' | 'delegatorRoles'>,
  rolesOf: ReadonlyMap<string, readonly Role[]>,
): Vote {
  const { personId, onBehalfOf } = vote;
  const roles = rolesOf.get(personId) ?? [];
  // Not spread into a literal: V8 would give each vote a shape of its own, and whatever reads hundreds takes twice as long.
  const held = Object.assign({}, vote, { roles });
  return onBehalfOf === undefined
    ? held
    : Object.assign(held, { delegatorRoles: rolesOf.get(onBehalfOf) ?? [] });
}
