import { type AuditSubject } from '../fairness';
import { formatNumber } from '../report';

/** When the predictions of a population were made, and how long their labels had to arrive. */
export function periodText({ window }: Pick<AuditSubject, 'window'>): string {
  if (window === null) return 'no window of production';
  const { from, to, maturedDays } = window;
  const wait = `labels had at least ${formatNumber(maturedDays)} ${maturedDays === 1 ? 'day' : 'days'} to arrive`;
  return `${from} to ${to} (UTC), both inclusive; ${wait}`;
}
