import { type Estimate } from '@countersign/statistics/inference';

/** How every estimate stands in a JSON document; a value that does not exist is null with its reason. */
export interface EstimateJson {
  value: number | null;
  ci: [number, number] | null;
  ciMethod: string | null;
  /** Why there is no interval, where that has a reason of its own. */
  ciReason?: string;
  n: number;
  numerator?: number;
  denominator?: number;
  method: string;
  status: Estimate['status'];
  reason: string | null;
}

export function estimateJson(estimate: Estimate): EstimateJson {
  const { value, n, method, status, numerator, denominator } = estimate;
  const interval = estimate.status === 'ok' ? estimate.interval : undefined;
  return {
    value,
    ci: interval ? [interval.lower, interval.upper] : null,
    ciMethod: interval?.method ?? null,
    ...(estimate.status === 'ok' && estimate.intervalReason && { ciReason: estimate.intervalReason }),
    n,
    ...(numerator === undefined ? {} : { numerator }),
    ...(denominator === undefined ? {} : { denominator }),
    method,
    status,
    reason: estimate.status === 'ok' ? null : estimate.reason,
  };
}
