import { worst } from '@countersign/domain/monitoring';
import { formatNumber } from '../../format/numbers';
import type { RunResultsQuery } from '../../gql/graphql';
import { t } from '../../texts';

/** One evaluation of a run: a method on a column in a window. */
export type Result = RunResultsQuery['monitorResults']['nodes'][number];
export type Verdict = Result['verdict'];

const ruled = { OK: 'ok', WARNING: 'warning', UNKNOWN: 'unknown', ALERT: 'alert' } as const;
const shown = { ok: 'OK', warning: 'WARNING', unknown: 'UNKNOWN', alert: 'ALERT' } as const;

/** The worst of several verdicts, by the rule that the server judges by; unknown when there is none. */
export const worstVerdict = (verdicts: readonly Verdict[]): Verdict =>
  shown[worst(verdicts.map((verdict) => ruled[verdict]))];

/** The latest of the windows that had ended at an instant, by its start; undefined when none had. */
export function latestEnded(results: readonly Result[], at: string): Result | undefined {
  const ended = results.filter(({ window }) => Date.parse(window.end) <= Date.parse(at));
  return ended.reduce<Result | undefined>(
    (latest, next) => (latest === undefined || next.window.end > latest.window.end ? next : latest),
    undefined,
  );
}

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
