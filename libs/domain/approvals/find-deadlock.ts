import { roleNames, type Role } from '../access';
import { fillSlots } from './fill-slots';
import type { Promotion } from './promotion';
import { barOf, barWords, type Bar } from './review';
import { mayVote } from './voting-roles';

/** An active member of the workspace. */
export interface PossibleVoter {
  personId: string;
  name: string;
  roles: readonly Role[];
}

/** Seats of one role that stay empty however everybody votes, and who would fill them but for a bar. */
export interface EmptySeats {
  role: Role;
  missing: number;
  barred: readonly { name: string; because: Bar }[];
}

/**
 * The seats that nobody could fill if all who may vote approved: none where a quorum is possible. Which of several roles
 * lacks a person may be a matter of seating (one who holds two roles fills one seat); as many seats as possible are filled.
 */
export function findDeadlock(promotion: Promotion, members: readonly PossibleVoter[]): EmptySeats[] {
  const free = members.filter(
    ({ personId, roles }) => roles.some(mayVote) && barOf(promotion, personId) === null,
  );
  const { slots, distinctPeople = 0 } = promotion.policy;
  const empty = fillSlots(slots, free).filter(({ filledBy }) => filledBy === null);
  const able = free.filter(({ roles }) => slots.some(({ role }) => roles.includes(role))).length;
  const [last] = slots.slice(-1);
  // Enough people for every seat, and still fewer than the policy wants: it lacks people of any of its roles.
  if (empty.length === 0 && able < distinctPeople && last !== undefined)
    return lackOf(last.role, distinctPeople - able, { promotion, members });
  const roles = [...new Set(empty.map(({ role }) => role))];
  return roles.flatMap((role) =>
    lackOf(role, empty.filter((seat) => seat.role === role).length, { promotion, members }),
  );
}

function lackOf(
  role: Role,
  missing: number,
  { promotion, members }: { promotion: Promotion; members: readonly PossibleVoter[] },
): EmptySeats[] {
  const barred = members.flatMap((member) => {
    const because = barOf(promotion, member.personId);
    return because !== null && member.roles.includes(role) ? [{ name: member.name, because }] : [];
  });
  return [{ role, missing, barred }];
}

/** The deadlock in sentences, for whoever asked. */
export function deadlockText(deadlock: readonly EmptySeats[]): string {
  return deadlock
    .map(({ role, missing, barred }) => {
      const who = barred.map(({ name, because }) => `${name} ${barWords[because]}`).join('; ');
      const name = roleNames[role];
      const lack = `${missing} more ${missing === 1 ? 'person' : 'people'} with the role ${name} would have to vote`;
      if (who !== '') return `${lack}, and cannot: ${who}.`;
      return `${lack}, and nobody ${mayVote(role) ? 'else holds it' : 'votes by that role alone'}.`;
    })
    .join(' ');
}
