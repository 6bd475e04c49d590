import { formatNumber } from '../../format/numbers';
import type { RunResultsQuery } from '../../gql/graphql';
import { t } from '../../texts';

/** One evaluation of a run: a method on a column in a window. */
export type Result = RunResultsQuery['monitorResults']['nodes'][number];
export type Verdict = Result['verdict'];

const severity: Record<Verdict, number> = { ALERT: 3, WARNING: 2, OK: 1, UNKNOWN: 0 };

/** How bad a verdict is, for ordering; unknown is below OK because nothing was found. */
export const severityOf = (verdict: Verdict): number => severity[verdict];

/** A threshold in words: `0.2 or more`. */
export const limitText = (limit: number, direction: Result['direction']): string =>
  direction === 'ABOVE'
    ? t('monitoring.above', { value: formatNumber(limit) })
    : t('monitoring.below', { value: formatNumber(limit) });

/** How far a value has gone towards its alert line, 1 being on it; null when there is no value. */
export function reach({
  estimate,
  alert,
  direction,
}: Pick<Result, 'estimate' | 'alert' | 'direction'>): number | null {
  if (estimate.value == null) return null;
  if (direction === 'BELOW') return estimate.value === 0 ? Infinity : alert / estimate.value;
  return alert === 0 ? (estimate.value > 0 ? Infinity : 0) : estimate.value / alert;
}
