import { roleNames } from '../../access';
import { refuse, type Refusal } from '../../refusals';
import { counted } from '../../report';
import type { FilledSlot } from '../fill-slots';
import { holdsUp, isWaivable } from './gate-rules';
import type { Promotion, Vote } from '../promotion';
import { countingVotes, filledSlots, missingPeople } from '../review';
import { waivedIds } from '../waiver';

/** Everything that keeps a promotion under review from being approved, each with its code; empty when nothing does. */
export function missingFrom(promotion: Promotion): Refusal[] {
  return [
    ...closedGates(promotion),
    ...emptySeats(filledSlots(promotion)),
    ...fewPeople(promotion),
    ...requestedChanges(countingVotes(promotion)),
  ];
}

function closedGates(promotion: Promotion): Refusal[] {
  const { policy, gates } = promotion;
  const waived = waivedIds(promotion);
  const open = policy.gates.filter((rule) => holdsUp(rule) && !waived.has(rule.id));
  return open.flatMap(({ id, title, ...rule }) => {
    const results = gates.filter(({ gateId }) => gateId === id);
    if (results.length === 0) return [refuse('GATES_NOT_PASSED', `${title}: it was not evaluated.`)];
    const closed = results.filter(({ verdict }) => verdict !== 'pass');
    return closed.map(({ verdict, reason }) =>
      refuse(
        'GATES_NOT_PASSED',
        `${title} (${verdict}${isWaivable(rule, policy) ? ', can be waived' : ''}): ${reason}`,
      ),
    );
  });
}

function emptySeats(seats: readonly FilledSlot[]): Refusal[] {
  if (seats.length === 0) return [refuse('QUORUM_NOT_REACHED', 'The policy asks nobody to sign.')];
  const empty = seats.filter(({ filledBy }) => filledBy === null);
  return empty.map(({ role }) =>
    refuse('QUORUM_NOT_REACHED', `Nobody with the role ${roleNames[role]} has approved yet.`),
  );
}

function fewPeople(promotion: Promotion): Refusal[] {
  const missing = missingPeople(promotion);
  if (missing === 0) return [];
  const { distinctPeople = 0 } = promotion.policy;
  const asked = counted(distinctPeople, 'person has', 'different people have');
  return [refuse('QUORUM_NOT_REACHED', `${asked} to approve; so many are missing: ${missing}.`)];
}

function requestedChanges(counting: readonly Vote[]): Refusal[] {
  const count = counting.filter(({ decision }) => decision === 'request_changes').length;
  return count === 0
    ? []
    : [refuse('QUORUM_NOT_REACHED', 'A voter asked for changes, which holds this round up.')];
}
