import { refuse, type Refusal } from '../refusals';
import { clockSkew } from './clock-skew';
import { deadlineOf } from './deadline';
import { isOver } from './emergency';
import type { Promotion, PromotionState } from './promotion';
import { transitions, type PromotionAction } from './transitions';

/** What a decision changes; every field replaces the promotion's. */
export interface Step {
  refused: false;
  state: PromotionState;
  round: number;
  subjectDigest: string;
  approvedAt: number | null;
  expiresAt: number | null;
  activatedAt: number | null;
}

/** A decision: the next step, or a refusal that changes nothing. */
export type Decision = Step | Refusal;

const millisecondsPerDay = 86_400_000;

/**
 * The state as of now: an approval whose time is up, and a request whose term is, is expired even before anybody has
 * written that down. What has lapsed once does not come back with a clock that is set back, and what a clock ahead of time
 * gave does not hold. An emergency that is over permits nothing more, until what follows is written down.
 */
export function standing(promotion: Promotion, now: number): PromotionState {
  const { state, approvedAt, expiresAt } = promotion;
  if (state === 'in_review' || state === 'blocked')
    return latestSeen(promotion, now) >= (deadlineOf(promotion) ?? Infinity) ? 'expired' : state;
  if (state === 'provisional')
    return isOver(promotion.emergency, latestSeen(promotion, now)) ? 'suspended' : state;
  if (state !== 'approved') return state;
  // An approval without its times would never lapse, so it is not one.
  if (approvedAt === null || expiresAt === null) return 'expired';
  return approvedAt > now + clockSkew || latestSeen(promotion, now) >= expiresAt ? 'expired' : state;
}

/** Now, or the latest instant on record where the clock is behind it. */
export function latestSeen({ seenAt = -Infinity }: Pick<Promotion, 'seenAt'>, now: number): number {
  return Math.max(now, seenAt);
}

/** The refusal that the table holds for this action in this state, or null when it lets the action in. */
export function closedBy(state: PromotionState, action: PromotionAction): Refusal | null {
  const cell = transitions[state][action];
  if (cell === 'QUORUM_NOT_REACHED') return refuse(cell, 'Approvals are still missing.');
  if (cell === 'GATES_NOT_PASSED') return refuse(cell, 'A gate still blocks this promotion.');
  if (cell === 'PROMOTION_EXPIRED') return refuse(cell, 'Its time is over; ask for a new promotion.');
  if (cell === 'GATE_NOT_WAIVABLE') return refuse(cell, 'No gate holds this promotion up.');
  if (cell === 'PROMOTION_PROVISIONAL')
    return refuse(cell, 'It serves by an emergency already, and waits for its approval.');
  if (cell === 'PROMOTION_SUSPENDED')
    return refuse(cell, 'The approval is suspended: what it rested on holds no longer.');
  if (typeof cell === 'string') return refuse(cell, `The promotion is ${state.replace('_', ' ')}.`);
  return null;
}

/** The promotion moved to a state; an approval starts the clock of its policy, also of what serves already. */
export function moveTo(promotion: Promotion, state: PromotionState, now: number): Step {
  const { round, subjectDigest, activatedAt } = promotion;
  const kept = { refused: false, state, round, subjectDigest, activatedAt } as const;
  if (state === 'in_review' || state === 'blocked') return { ...kept, approvedAt: null, expiresAt: null };
  const isRatified = state === 'active' && promotion.state === 'provisional';
  if (isRatified || (state === 'approved' && promotion.state !== 'approved')) {
    return {
      ...kept,
      approvedAt: now,
      expiresAt: now + promotion.policy.approvalTtlDays * millisecondsPerDay,
    };
  }
  return { ...kept, approvedAt: promotion.approvedAt, expiresAt: promotion.expiresAt };
}
