import type { Result, Verdict } from '../areas/monitoring/result';

/** A monitor result of a month of 2021, for specs. */
export function resultOf(part: {
  column: string;
  month: number;
  verdict: Verdict;
  value?: number | null;
  method?: string;
  deciding?: boolean;
}): Result {
  const { column, month, verdict, value = 0.3, method = 'psi', deciding = true } = part;
  const start = new Date(Date.UTC(2021, month - 1, 1)).toISOString();
  const end = new Date(Date.UTC(2021, month, 1)).toISOString();
  return {
    __typename: 'MonitorResult',
    id: `${column}-${month}-${method}`,
    window: { __typename: 'Window', start, end },
    column,
    method,
    estimate: {
      __typename: 'Estimate',
      value,
      n: 500,
      numerator: null,
      denominator: null,
      lower: null,
      upper: null,
      confidenceLevel: null,
      method,
      status: value === null ? 'NOT_COMPUTABLE' : 'OK',
      reason: value === null ? 'too few rows' : null,
    },
    baselineN: 5832,
    pValue: null,
    warning: 0.1,
    alert: 0.2,
    direction: 'ABOVE',
    deciding,
    verdict,
    parameters: {},
  };
}
