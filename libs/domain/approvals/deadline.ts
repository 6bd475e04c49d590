import type { Role } from '../access';
import type { Promotion } from './promotion';

const millisecondsPerDay = 86_400_000;

/** Shares of the term after which whoever may sign is reminded; with the second, others may sign in their place. */
export const reminderShares = [0.5, 0.75] as const;

type Asked = Pick<Promotion, 'policy' | 'requestedAt'>;

/** When an undecided promotion is over, in milliseconds since 1970-01-01T00:00Z; null where its policy gives no term. */
export function deadlineOf(promotion: Asked): number | null {
  return shareOf(promotion, 1);
}

/** When this share of the term is over; null where the policy gives none. */
function shareOf({ policy, requestedAt }: Asked, share: number): number | null {
  const { deadlineDays } = policy;
  if (deadlineDays === undefined || requestedAt === undefined) return null;
  return requestedAt + share * deadlineDays * millisecondsPerDay;
}

/** How many reminders are due by then: none, one at half of the term, two at three quarters. */
export function remindersDue(promotion: Asked, now: number): number {
  return reminderShares.filter((share) => now >= (shareOf(promotion, share) ?? Infinity)).length;
}

/** The role whose holders may sign in anybody's place at this instant; null where none may. */
export function escalatedRole(promotion: Asked, at: number): Role | null {
  const since = shareOf(promotion, reminderShares[1]) ?? Infinity;
  return at >= since ? (promotion.policy.escalateTo ?? null) : null;
}
