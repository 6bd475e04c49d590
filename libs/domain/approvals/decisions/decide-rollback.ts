import { isRefusal, refuse, type Refusal } from '../../refusals';
import { counted } from '../../report';
import { rollbackDaysOf } from '../policies/policy';
import type { Earlier, Promotion } from '../promotion';
import { closedBy, latestSeen, moveTo, standing, type Decision } from '../step';

const millisecondsPerDay = 86_400_000;

/**
 * The promotion that a serving one would give way to, without any vote: the named one, or of those that served there
 * before the latest that still may; docs/spec/promotions.md, P-84 and P-85.
 */
export function wayBack(promotion: Promotion, to: string | null, now: number): Earlier | Refusal {
  const { earlier = [] } = promotion;
  const asked = earlier.filter(({ promotionId, state }) =>
    to === null ? state === 'superseded' : promotionId === to,
  );
  const answers = asked.map((each) => notBackTo(promotion, each, now) ?? each);
  const free = answers.find((answer) => !isRefusal(answer));
  const none =
    to === null ? 'No other version has served there.' : 'That promotion did not serve there before.';
  return free ?? answers[0] ?? refuse('NO_WAY_BACK', none);
}

/** The step of a serving promotion that gives way to an earlier one. */
export function decideRollback(promotion: Promotion, to: string | null, now: number): Decision {
  const refusal = closedBy(standing(promotion, now), 'roll_back');
  if (refusal !== null) return refusal;
  const way = wayBack(promotion, to, now);
  return isRefusal(way) ? way : moveTo(promotion, 'rolled_back', now);
}

/** The step of the earlier promotion, which serves again. */
export function decideRestoration(promotion: Promotion, now: number): Decision {
  return closedBy(promotion.state, 'restore') ?? moveTo(promotion, 'active', now);
}

function notBackTo(promotion: Promotion, earlier: Earlier, now: number): Refusal | null {
  const closed = closedBy(earlier.state, 'restore');
  if (closed !== null) return closed;
  if (earlier.isUnapproved === true)
    return refuse('NO_WAY_BACK', 'The earlier version served by an emergency, and was never approved.');
  if (earlier.isSuspended)
    return refuse('NO_WAY_BACK', 'The approval of the earlier version was suspended when it went.');
  if (earlier.versionDigest !== earlier.artifactDigest)
    return refuse('NO_WAY_BACK', 'The artefact of the earlier version is not the one that was approved.');
  const days = Math.min(rollbackDaysOf(promotion.policy), rollbackDaysOf(earlier.policy));
  // Written so that an age that is not a number is caught as well.
  if (latestSeen(promotion, now) - earlier.lastServedAt < days * millisecondsPerDay) return null;
  return refuse(
    'NO_WAY_BACK',
    `The earlier version last served more than ${counted(days, 'day')} ago; ask for a promotion.`,
  );
}
