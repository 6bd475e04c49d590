import { t } from '../texts';

const steps = [
  ['days', 86_400_000],
  ['hours', 3_600_000],
  ['minutes', 60_000],
] as const;

/** A length of time in words, `3 days`, in the largest unit that counts at least two of it; never in seconds. */
export function spanText(milliseconds: number): string {
  for (const [unit, length] of steps)
    if (milliseconds >= 2 * length) return t(`ui.span.${unit}`, { count: Math.floor(milliseconds / length) });
  return milliseconds >= 60_000 ? t('ui.span.minutes', { count: 1 }) : t('ui.span.moment');
}

/** How far an instant lies from now, and on which side. */
export interface Distance {
  isPast: boolean;
  span: string;
}

/** An instant that has just come counts as past: what ends then has ended. */
export function distanceTo(instant: string, now: Date): Distance {
  const left = new Date(instant).getTime() - now.getTime();
  return { isPast: left <= 0, span: spanText(Math.abs(left)) };
}
