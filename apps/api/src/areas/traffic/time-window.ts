import { Problem } from '../../server/problem';

/** Half-open UTC interval [start, end). */
export interface TimeWindow {
  start: Date;
  end: Date;
}

const dayLength = 24 * 60 * 60 * 1000;

/** The UTC day of an instant, as YYYY-MM-DD. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/** Throws Problem BAD_INPUT when the window ends before it begins. */
export function assertOrdered({ start, end }: TimeWindow): void {
  if (end < start)
    throw new Problem('BAD_INPUT', 'A window cannot end before it begins.', { field: 'window' });
}

/** Whether a window begins and ends at midnight UTC. */
export function isOfWholeDays({ start, end }: TimeWindow): boolean {
  return [start, end].every((instant) => instant.getTime() % dayLength === 0);
}

/** First day inside and first day outside; throws Problem BAD_INPUT unless the window is made of whole UTC days. */
export function daysOf(window: TimeWindow): { first: string; end: string } {
  assertOrdered(window);
  if (!isOfWholeDays(window))
    throw new Problem('BAD_INPUT', 'Profiles are kept by day: a window begins and ends at midnight UTC.', {
      field: 'window',
    });
  return { first: dayOf(window.start), end: dayOf(window.end) };
}
