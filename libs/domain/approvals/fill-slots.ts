import type { Role } from '../access';
import type { Slot } from './policies/policy';

/** Someone who approved, with the roles they hold. */
export interface Approval {
  personId: string;
  roles: readonly Role[];
}

/** One seat of a required role; filledBy is the id of the person who fills it, or null. */
export interface FilledSlot {
  role: Role;
  filledBy: string | null;
  /** Whose vote that was, where they cast it for somebody else. */
  onBehalfOf?: string;
}

/**
 * Seats approvers in the required roles so that as many seats as possible are filled, each person in one seat.
 * A maximum bipartite matching by augmenting paths: taking people in turn can leave a seat empty
 * that another seating would have filled. People given twice count once.
 */
export function fillSlots(slots: readonly Slot[], approvals: readonly Approval[]): FilledSlot[] {
  const seats = slots.flatMap(({ role, minimum }) => Array.from({ length: minimum }, () => role));
  const people = distinctPeople(approvals);
  const seated: (Approval | undefined)[] = seats.map(() => undefined);

  const seat = (person: Approval, tried: Set<number>): boolean => {
    for (const [index, role] of seats.entries()) {
      if (tried.has(index) || !person.roles.includes(role)) continue;
      tried.add(index);
      const sitting = seated[index];
      if (sitting === undefined || seat(sitting, tried)) {
        seated[index] = person;
        return true;
      }
    }
    return false;
  };
  // Seats that one person was turned away from turn the next away as well, until somebody is seated.
  let tried = new Set<number>();
  for (const person of people) {
    if (seat(person, tried)) tried = new Set();
  }
  return seats.map((role, index) => ({ role, filledBy: seated[index]?.personId ?? null }));
}

function distinctPeople(approvals: readonly Approval[]): Approval[] {
  const people = new Map<string, Approval>();
  for (const approval of approvals) {
    if (!people.has(approval.personId)) people.set(approval.personId, approval);
  }
  return [...people.values()];
}
