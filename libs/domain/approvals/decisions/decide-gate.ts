import { isRefusal, refuse, type Refusal } from '../../refusals';
import { counted } from '../../report';
import { decideActivation } from './decide-activation';
import type { Fresh } from './decide-refresh';
import { missingFrom } from '../gates/missing';
import type { Promotion } from '../promotion';
import { standing } from '../step';

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
  if (state === 'provisional')
    return [provisional(promotion, now), ...missingFrom({ ...promotion, ...fresh })];
  if (state !== 'in_review' && state !== 'blocked' && state !== 'approved') return [decision];
  const missing = missingFrom({ ...promotion, ...fresh });
  return missing.length > 0 ? missing : [decision];
}

const millisecondsPerHour = 3_600_000;

function provisional({ emergency }: Promotion, now: number): Refusal {
  const hours = Math.ceil(((emergency?.until ?? now) - now) / millisecondsPerHour);
  return refuse(
    'PROMOTION_PROVISIONAL',
    `It serves by an emergency, for at most ${counted(hours, 'more hour')}, and is not approved.`,
  );
}
