import { t } from '../texts';

const pad = (value: number): string => String(value).padStart(2, '0');
const date = (at: Date): string =>
  `${at.getUTCFullYear()}-${pad(at.getUTCMonth() + 1)}-${pad(at.getUTCDate())}`;

/** Half-open UTC interval, as the API gives it. */
export interface TimeWindow {
  start: string;
  end: string;
}

/** An instant as `2021-11-03 14:05 UTC`. */
export function formatInstant(instant: string): string {
  const at = new Date(instant);
  return `${date(at)} ${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())} UTC`;
}

/** The UTC calendar day of an instant, `2021-11-03`. */
export const formatDay = (instant: string): string => date(new Date(instant));

/** The UTC days of a window of whole days, both inclusive: `2021-11-03 to 2021-11-05`. */
export function formatDays({ start, end }: TimeWindow): string {
  return t('ui.days', { from: formatDay(start), to: date(new Date(new Date(end).getTime() - 1)) });
}

/**
 * The short name of a window, also its key in addresses: `2021-11` for a whole UTC month,
 * `2021-11-03` for a whole day, else `start/end`.
 */
export function windowLabel({ start, end }: TimeWindow): string {
  const from = new Date(start);
  const to = new Date(end);
  const atMidnight = from.getTime() % 86_400_000 === 0;
  const month = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1);
  if (atMidnight && from.getUTCDate() === 1 && to.getTime() === month) return date(from).slice(0, 7);
  if (atMidnight && to.getTime() - from.getTime() === 86_400_000) return date(from);
  return `${start}/${end}`;
}
