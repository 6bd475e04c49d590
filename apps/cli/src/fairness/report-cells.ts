import { formatNumber, formatShare } from '@countersign/domain/report';
import { type RateComparison } from '@countersign/statistics/fairness';
import { type Estimate } from '@countersign/statistics/inference';
import { type Cell } from '../output/report';

export const words = (name: string): string => name.replaceAll('_', ' ');
/** The whole population has no name. */
export const nameOf = (group: readonly string[]): string =>
  group.length === 0 ? 'everybody' : group.join(' × ');
export const right = (name: string) => ({ name, align: 'right' as const });

/** A share, or the reason why there is none. */
export function shareCell(estimate: Estimate): Cell {
  return estimate.status === 'ok'
    ? formatShare(estimate.value)
    : { text: words(estimate.reason), tone: 'muted' };
}

/** Nothing where there is no interval. */
export function intervalText(estimate: Estimate, format: (bound: number) => string = formatNumber): string {
  const interval = estimate.status === 'ok' ? estimate.interval : undefined;
  return interval ? `${format(interval.lower)} to ${format(interval.upper)}` : '';
}

/** Of a pair picked among several the interval that holds whichever pair had been picked, marked as such. */
export function pairInterval(
  disparity: Pick<RateComparison, 'difference' | 'isPicked' | 'ratio' | 'simultaneous'>,
  part: 'difference' | 'ratio',
): Cell {
  const together = disparity.simultaneous?.[part];
  if (!disparity.isPicked || !together) return intervalText(disparity[part]);
  return {
    text: `${formatNumber(together.lower)} to ${formatNumber(together.upper)} together`,
    tone: 'muted',
  };
}

/** A number, or the reason why there is none. */
export function valueCell(estimate: Estimate): Cell {
  return estimate.status === 'ok'
    ? formatNumber(estimate.value)
    : { text: words(estimate.reason), tone: 'muted' };
}
