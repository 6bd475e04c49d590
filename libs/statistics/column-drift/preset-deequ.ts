import { driftMethods, type DriftResult, kolmogorovSmirnov, lInfinityRobust, type Sample } from '../drift';
import { distinctBins } from './distinct-bins';
import { type Preset, type RuledResult } from './preset';
import { runMethod } from './run-method';

const threshold = 0.1;
/** Deequ's rounding of √(−½·ln(.003/2)). */
const constant = 1.8;

/**
 * Deequ as SageMaker uses it: the robust L-infinity distance, drifted above .1. Categories: the largest difference of two
 * shares; numbers: the largest gap of the two cumulative shares; both less 1.8·√((n + m)/(nm)), which sampling may cause.
 */
export const deequPreset: Preset = {
  measure(column, { method = 'l_infinity_robust', threshold: asked }): RuledResult {
    const { decidesBy, comparison, defaultThreshold } = driftMethods[method];
    const isRobust = method === 'l_infinity_robust';
    const result =
      isRobust &&
      column.kind === 'numeric' &&
      column.reference.sorted.length * column.current.sorted.length > 0
        ? robustGap(column.reference, column.current)
        : runMethod(column, {
            method,
            bins: ({ reference, current }) => distinctBins(reference.sorted, current.sorted),
            onCounts: isRobust
              ? (reference, current) => lInfinityRobust(reference, current, { deequConstant: true })
              : undefined,
          });
    const isDistance = isRobust || method === 'l_infinity';
    const line = asked ?? (isDistance ? threshold : defaultThreshold);
    if (line === null) return { result, rule: { by: 'nothing' } };
    return {
      result,
      rule: { by: 'line', decidesBy, comparison: isDistance ? '>' : comparison, threshold: line },
    };
  },
  datasetShare: null,
};

function robustGap(reference: Sample, current: Sample): DriftResult {
  const gap = kolmogorovSmirnov(reference, current, { mode: 'asymptotic' });
  if (gap.status === 'not_computable') return gap;
  const allowance = constant * Math.sqrt(1 / gap.n.reference + 1 / gap.n.current);
  return {
    method: 'l_infinity_robust',
    n: gap.n,
    parameters: { of: 'cumulative_shares', alpha: 0.003, constant },
    status: 'ok',
    value: Math.max(0, gap.value - allowance),
    pValue: null,
  };
}
