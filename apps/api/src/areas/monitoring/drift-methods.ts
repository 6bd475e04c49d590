import {
  chiSquareContingency,
  cramersV,
  type DriftResult,
  jensenShannonDistance,
  kolmogorovSmirnov,
  populationStabilityIndex,
  wassersteinNormed,
} from '@countersign/statistics/drift';

export type MonitoredKind = 'numeric' | 'categorical';

type OnCounts = (baseline: readonly number[], window: readonly number[]) => DriftResult;
type OnValues = (baseline: ArrayLike<number>, window: ArrayLike<number>) => DriftResult;

/** Share that stands for an empty bin in PSI. */
const epsilon = 0.0001;

/** Methods on counts: bins of the baseline's deciles, or categories. They cost O(bins). */
const onCounts = new Map<string, OnCounts>([
  ['psi', (baseline, window) => populationStabilityIndex(baseline, window, { epsilon })],
  ['js_distance', (baseline, window) => jensenShannonDistance(baseline, window, 2)],
  ['chi_square', chiSquareEffect],
  ['cramers_v', cramersV],
]);

/** Methods on raw values, exact. They cost O(rows). */
const onValues = new Map<string, OnValues>([
  // The exact p-value costs time on large windows, and monitors decide by D.
  ['ks', (baseline, window) => kolmogorovSmirnov(baseline, window, { mode: 'asymptotic' })],
  ['wasserstein_normed', wassersteinNormed],
]);

/** The method names that fit a kind of column. */
export const driftMethods: Readonly<Record<MonitoredKind, readonly string[]>> = {
  numeric: ['psi', 'ks', 'wasserstein_normed', 'js_distance'],
  categorical: ['psi', 'chi_square', 'js_distance', 'cramers_v'],
};

/** The method on counts of this name, or undefined. */
export function countMethod(name: string): OnCounts | undefined {
  return onCounts.get(name);
}

/** The exact method of this name, or undefined. */
export function valueMethod(name: string): OnValues | undefined {
  return onValues.get(name);
}

/** Cramér's V with the test it belongs to: the effect is compared with the lines, the statistic is shown (M-9). */
function chiSquareEffect(baseline: readonly number[], window: readonly number[]): DriftResult {
  const effect = cramersV(baseline, window);
  const { value: statistic, parameters } = chiSquareContingency(baseline, window);
  return {
    ...effect,
    parameters: { ...effect.parameters, ...parameters, ...(statistic !== null && { statistic }) },
  };
}
