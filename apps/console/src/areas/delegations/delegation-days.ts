const day = 86_400_000;
/** So long votes may be given away. */
const longest = 30 * day;
/** So long before it begins an absence can be planned. */
const furthest = 365 * day;

const beginOf = (text: string): number => Date.parse(`${text}T00:00:00Z`);
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The days of a form, as yyyy-mm-dd in UTC; without a first day it begins at once. */
export interface DelegationDays {
  from: string;
  until: string;
}

/** When it begins; null for at once, since the day of today has begun before. */
const startOf = (from: string, now: number): number | null =>
  from === '' || from <= dayOf(now) ? null : beginOf(from);

/** The days that a form lets somebody choose: the first on which it can begin, and end, and the last of each. */
export function daysToChoose(from: string, now: number) {
  const today = dayOf(now);
  const start = startOf(from, now);
  return {
    from: { first: today, last: dayOf(now + furthest) },
    // The last day ends within thirty days.
    until: { first: start === null ? today : from, last: dayOf((start ?? now) + longest - day) },
  };
}

/** The instants that the days stand for: the beginning of the first, and the end of the last. */
export function instantsOf({ from, until }: DelegationDays, now: number) {
  const start = startOf(from, now);
  return {
    ...(start !== null && { startsAt: new Date(start).toISOString() }),
    endsAt: new Date(beginOf(until) + day).toISOString(),
  };
}
