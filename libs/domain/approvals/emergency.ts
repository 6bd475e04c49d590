import type { BreakGlass } from './policies/policy';

/**
 * A version that was to serve before its promotion is approved: one person says why, another that it may. Instants are
 * milliseconds since 1970-01-01T00:00Z.
 */
export interface Emergency {
  id: string;
  /** What both looked at. */
  round: number;
  subjectDigest: string;
  /** The name under which the incident is known elsewhere. */
  incident: string;
  proposerId: string;
  proposedAt: number;
  /** Who gave the proposer their roles, or has theirs from them: no second person. */
  dependentIds?: readonly string[];
  /** Whether the proposer may not propose it any more. */
  hasProposerLeft?: boolean;
  /** Null until a second person said so. */
  confirmerId: string | null;
  confirmedAt: number | null;
  /** When the version has to be approved, or goes back. */
  until: number | null;
}

const millisecondsPerHour = 3_600_000;

/** Days in which a policy counts the emergencies of a place. */
export const budgetDays = 30;

/** When an emergency that begins at this instant is over. */
export function emergencyEnd({ ttlHours }: Pick<BreakGlass, 'ttlHours'>, from: number): number {
  return from + ttlHours * millisecondsPerHour;
}

/** Whether the time of an emergency is over; one that would never end is none. */
export function isOver(emergency: Emergency | null | undefined, now: number): boolean {
  return !(now < (emergency?.until ?? -Infinity));
}

/** Whether a proposal still waits for its second person: for as long as the emergency would last, and the first is there. */
export function isPending(
  { confirmedAt, proposedAt, hasProposerLeft = false }: Emergency,
  terms: BreakGlass,
  now: number,
): boolean {
  return confirmedAt === null && !hasProposerLeft && now < emergencyEnd(terms, proposedAt);
}
