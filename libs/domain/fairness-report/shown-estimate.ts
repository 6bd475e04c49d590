import { type RateComparison } from '@countersign/statistics/fairness';
import { type Estimate } from '@countersign/statistics/inference';

type Compared = Pick<RateComparison, 'difference' | 'isPicked' | 'ratio' | 'simultaneous'>;

/** Of a pair picked among several the interval that holds whichever pair had been picked stands in place of its own. */
export function shownEstimate(
  { isPicked, simultaneous, ...compared }: Compared,
  part: 'difference' | 'ratio',
): Estimate {
  const estimate = compared[part];
  const together = isPicked ? simultaneous?.[part] : null;
  return estimate.status === 'ok' && together ? { ...estimate, interval: together } : estimate;
}
