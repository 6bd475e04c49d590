import type { Role } from '../../access';
import type { PossibleVoter } from '../find-deadlock';
import type { Policy } from './policy';
import { mayVote } from '../voting-roles';

/** Roles whose seats take as many people as there are, or more: whoever leaves, nothing can be approved. */
export interface ThinPool {
  roles: readonly Role[];
  /** Active members who hold one of them. */
  people: number;
  /** How many different people these seats take. */
  asked: number;
}

/**
 * Where a policy has nobody to spare. Roles are named together only where each by itself has somebody: two seats of two roles
 * that the same two people hold. Who may not vote on one promotion or another is not looked at; docs/spec/promotions.md, P-166.
 */
export function thinPools(
  { slots, distinctPeople = 0 }: Pick<Policy, 'slots' | 'distinctPeople'>,
  members: readonly Pick<PossibleVoter, 'roles'>[],
): ThinPool[] {
  const seats = new Map<Role, number>();
  for (const { role, minimum } of slots)
    if (minimum > 0 && mayVote(role)) seats.set(role, (seats.get(role) ?? 0) + minimum);
  const thin: ThinPool[] = [];
  for (const roles of subsets([...seats.keys()])) {
    if (thin.some((known) => known.roles.every((role) => roles.includes(role)))) continue;
    const people = members.filter((member) => member.roles.some((role) => roles.includes(role))).length;
    const sum = roles.reduce((total, role) => total + (seats.get(role) ?? 0), 0);
    const asked = roles.length === seats.size ? Math.max(sum, distinctPeople) : sum;
    if (people <= asked) thin.push({ roles, people, asked });
  }
  return thin;
}

/** All but the empty one, smaller ones first, each in the order given. */
function subsets(roles: readonly Role[]): Role[][] {
  const all = roles.reduce<Role[][]>(
    (known, role) => [...known, ...known.map((each) => [...each, role])],
    [[]],
  );
  return all.slice(1).sort((one, other) => one.length - other.length);
}
