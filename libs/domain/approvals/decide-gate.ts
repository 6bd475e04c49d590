import { isRefusal, refuse, type Refusal } from '../refusals';
import { decideActivation } from './decide-activation';
import type { Fresh } from './decide-refresh';
import type { Promotion } from './promotion';
import { filledSlots } from './review';
import { standing } from './step';

/**
 * Why a version may not serve where its newest promotion leads: nothing where it may, because it serves there or could be
 * activated this moment. Everything that is missing is said, not the first of it; docs/spec/promotions.md, P-49 and P-50.
 * @param promotion of the version to that place; null where nobody asked
 */
export function reasonsAgainst(promotion: Promotion | null, fresh: Fresh, now: number): Refusal[] {
  if (promotion === null)
    return [refuse('NO_PROMOTION', 'Nobody has asked for this version to be promoted there.')];
  const state = standing(promotion, now);
  if (state === 'active') return [];
  const decision = decideActivation(promotion, fresh, now);
  if (!isRefusal(decision)) return [];
  if (state !== 'in_review' && state !== 'blocked' && state !== 'approved') return [decision];
  const missing = [...closedGates(fresh), ...emptySeats({ ...promotion, policy: fresh.policy })];
  return missing.length > 0 ? missing : [decision];
}

function closedGates({ policy, gates }: Fresh): Refusal[] {
  return policy.gates.flatMap(({ id, title }) => {
    const results = gates.filter(({ gateId }) => gateId === id);
    if (results.length === 0) return [refuse('GATES_NOT_PASSED', `${title}: it was not evaluated.`)];
    const closed = results.filter(({ verdict }) => verdict !== 'pass');
    return closed.map(({ verdict, reason }) =>
      refuse('GATES_NOT_PASSED', `${title} (${verdict}): ${reason}`),
    );
  });
}

function emptySeats(promotion: Promotion): Refusal[] {
  const empty = filledSlots(promotion).filter(({ filledBy }) => filledBy === null);
  return empty.map(({ role }) =>
    refuse('QUORUM_NOT_REACHED', `Nobody with the role ${role.replaceAll('_', ' ')} has approved yet.`),
  );
}
