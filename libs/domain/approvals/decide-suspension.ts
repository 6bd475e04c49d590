import { isoDate } from '../monitoring';
import { notEntitled, notProven, type By } from './decide-vote';
import type { Policy } from './policy';
import type { Promotion } from './promotion';
import { closedBy, latestSeen, moveTo, type Decision } from './step';

/** What an approval rested on that holds no longer. */
export type SuspensionCause = 'alert' | 'departure' | 'recertification';

/** Why an approval is suspended. */
export interface SuspensionGround {
  cause: SuspensionCause;
  /** One sentence. */
  reason: string;
}

/** What is known of a serving version since somebody last looked at all of it. */
export interface SinceApproval {
  /** When it was activated, or its suspension last lifted. */
  lookedAt: number;
  /** The first alarm of a monitor of the version after that. */
  alert: { monitor: string; at: number } | null;
  /** Whether who answers for the promotion was deactivated. */
  hasOwnerLeft: boolean;
  /** The policy that is in force for the place now, where there is one. */
  inForce: Pick<Policy, 'recertifyDays'> | null;
}

const millisecondsPerDay = 86_400_000;

/** What ends the approval of a serving version, of several the first in this order; null while it lives. P-88 to P-91. */
export function suspensionGround(
  promotion: Promotion,
  { lookedAt, alert, hasOwnerLeft, inForce }: SinceApproval,
  now: number,
): SuspensionGround | null {
  if (alert !== null && alert.at > lookedAt)
    return { cause: 'alert', reason: `The monitor “${alert.monitor}” alarmed on ${isoDate(alert.at)}.` };
  if (hasOwnerLeft)
    return { cause: 'departure', reason: 'Who answered for this promotion is no longer a member.' };
  const days = Math.min(promotion.policy.recertifyDays ?? Infinity, inForce?.recertifyDays ?? Infinity);
  if (latestSeen(promotion, now) < lookedAt + days * millisecondsPerDay) return null;
  return {
    cause: 'recertification',
    reason: `The policy wants it looked at again every ${days} days, and nobody has.`,
  };
}

/** The step that suspends an active promotion; its version serves on. */
export function decideSuspension(promotion: Promotion, now: number): Decision {
  return closedBy(promotion.state, 'suspend') ?? moveTo(promotion, 'suspended', now);
}

/** The step that lifts a suspension, by somebody who could have voted on the promotion. */
export function decideReinstatement(promotion: Promotion, { actor, now }: By): Decision {
  return (
    closedBy(promotion.state, 'reinstate') ??
    notEntitled(promotion, actor) ??
    notProven(promotion, { actor, now }) ??
    moveTo(promotion, 'active', now)
  );
}
