import { listOf } from '../../format/words';
import { t } from '../../texts';
import type { HeatGrid } from './heat-map';

/** One sentence for a window: "3 of 9 columns drifted in 2021-11: a, b and c." */
export function driftSentence(grid: HeatGrid, window: string): string {
  const of = grid.columns.length;
  const having = (verdict: string) =>
    grid.columns.filter((column) => grid.at(column, window)?.verdict === verdict);
  const drifted = having('ALERT');
  const warned = having('WARNING');
  const quiet = having('OK');
  const judged = drifted.length + warned.length + quiet.length;
  if (judged === 0) return t('monitoring.verdict.unknown', { window, of });
  const rest = judged < of ? t('monitoring.verdict.notJudged', { count: of - judged }) : '';
  if (drifted.length > 0) {
    const columns = listOf(drifted);
    return t('monitoring.verdict.drifted', { count: drifted.length, of, window, columns }) + rest;
  }
  if (warned.length > 0) {
    const columns = listOf(warned);
    return t('monitoring.verdict.warned', { count: warned.length, of, window, columns }) + rest;
  }
  return t('monitoring.verdict.quiet', { window, of: judged }) + rest;
}
