import type { Role } from '../access';
import { fillSlots } from './fill-slots';
import type { Exclusion } from './policy';
import type { Promotion } from './promotion';
import { deeds, exclusionOf, isDependent, isRequester } from './review';

/** An active member of the workspace. */
export interface PossibleVoter {
  personId: string;
  name: string;
  roles: readonly Role[];
}

/** Why somebody who holds a required role cannot vote. */
export type Bar = 'requester' | 'dependent' | Exclusion;

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
  const barOf = ({ personId }: PossibleVoter): Bar | null => {
    if (isRequester(promotion, personId)) return 'requester';
    return isDependent(promotion, personId) ? 'dependent' : exclusionOf(promotion, personId);
  };
  const free = members.filter((member) => barOf(member) === null);
  const empty = fillSlots(promotion.policy.slots, free).filter(({ filledBy }) => filledBy === null);
  const roles = [...new Set(empty.map(({ role }) => role))];
  return roles.map((role) => ({
    role,
    missing: empty.filter((seat) => seat.role === role).length,
    barred: members.flatMap((member) => {
      const because = barOf(member);
      return because !== null && member.roles.includes(role) ? [{ name: member.name, because }] : [];
    }),
  }));
}

const said: Readonly<Record<Bar, string>> = {
  requester: 'asked for this promotion or answers for the service that did',
  dependent: 'gave the requester their roles or a new password, or has theirs from them',
  ...deeds,
};

/** The deadlock in sentences, for whoever asked. */
export function deadlockText(deadlock: readonly EmptySeats[]): string {
  return deadlock
    .map(({ role, missing, barred }) => {
      const who = barred.map(({ name, because }) => `${name} ${said[because]}`).join('; ');
      const name = role.replaceAll('_', ' ');
      const lack = `${missing} more ${missing === 1 ? 'person' : 'people'} with the role ${name} would have to vote`;
      return who === '' ? `${lack}, and nobody else holds it.` : `${lack}, and cannot: ${who}.`;
    })
    .join(' ');
}
