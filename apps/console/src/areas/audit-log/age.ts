import { t } from '../../texts';

const steps = [
  ['days', 2 * 86_400, 86_400],
  ['hours', 2 * 3600, 3600],
  ['minutes', 120, 60],
] as const;

/** How long ago something was, in the largest unit that still counts at least two. */
export function ageText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  for (const [unit, from, length] of steps)
    if (whole >= from) return t(`auditLog.age.${unit}`, { count: Math.floor(whole / length) });
  return t('auditLog.age.seconds', { count: whole });
}

/** The age of an instant. */
export const ageOf = (instant: string, now: Date): string =>
  ageText((now.getTime() - new Date(instant).getTime()) / 1000);
