import { reasonText } from '@countersign/domain/fairness-report';
import { type Estimate, type Interval } from '@countersign/statistics/inference';
import type { EstimateParts } from '../../../ui/estimate-text';

/**
 * An estimate made in the browser as the estimates of the server are shown: that of a pair picked among several with the
 * interval that holds whichever pair is picked.
 */
export function estimateParts(estimate: Estimate, simultaneous?: Interval | null): EstimateParts {
  const { n, method } = estimate;
  if (estimate.status !== 'ok')
    return { n, method, status: 'NOT_COMPUTABLE', reason: reasonText(estimate.reason) };
  const { value, interval } = estimate;
  const { lower, upper, confidenceLevel } = interval ??
    simultaneous ?? { lower: null, upper: null, confidenceLevel: null };
  return { value, n, method, lower, upper, confidenceLevel, status: 'OK' };
}
