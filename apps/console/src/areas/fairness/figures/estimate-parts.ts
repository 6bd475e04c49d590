import { reasonText } from '@countersign/domain/fairness-report';
import { type Estimate } from '@countersign/statistics/inference';
import type { EstimateParts } from '../../../ui/estimate-text';

/** An estimate made in the browser as the estimates of the server are shown. */
export function estimateParts(estimate: Estimate): EstimateParts {
  const { n, method } = estimate;
  if (estimate.status !== 'ok')
    return { n, method, status: 'NOT_COMPUTABLE', reason: reasonText(estimate.reason) };
  const { value, interval } = estimate;
  const { lower, upper, confidenceLevel } = interval ?? { lower: null, upper: null, confidenceLevel: null };
  return { value, n, method, lower, upper, confidenceLevel, status: 'OK' };
}
