import {
  type EstimatedGroup,
  type EstimatedMetric,
  type ExpectedRate,
} from '@countersign/statistics/estimation';
import { estimateJson } from '../output/estimate-json';
import { type EstimateRequest } from './estimate-request';
import { type EstimateFindings } from './findings';

/** The document of `countersign estimate --json`. */
export function estimationJson(
  request: EstimateRequest,
  findings: EstimateFindings,
  rows: { reference: number; analysis: number },
): Record<string, unknown> {
  const { method, calibrated, metrics, groups } = findings;
  return {
    schema: 'countersign.estimate/1',
    task: request.task,
    method,
    calibrated,
    chunking: request.chunking,
    reference: { rows: rows.reference },
    analysis: { rows: rows.analysis },
    metrics: metrics.map(metricJson),
    ...(groups === null
      ? {}
      : {
          groups: {
            column: groups.column,
            groups: groups.groups.map(groupJson),
            gaps: groups.gaps.map(({ metric, difference, between }) => ({
              metric,
              difference: rateJson(difference),
              between,
            })),
          },
        }),
  };
}

const metricJson = ({ metric, threshold, chunks }: EstimatedMetric): Record<string, unknown> => ({
  metric,
  threshold,
  chunks,
});

const groupJson = ({ group, n, expected, metrics }: EstimatedGroup): Record<string, unknown> => ({
  group,
  n,
  expected,
  metrics: Object.fromEntries(Object.entries(metrics).map(([name, rate]) => [name, rateJson(rate)])),
});

const rateJson = ({ estimate, samplingError }: ExpectedRate): Record<string, unknown> => ({
  ...estimateJson(estimate),
  samplingError,
});
