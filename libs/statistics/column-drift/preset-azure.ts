import {
  type DriftMethod,
  driftMethods,
  jensenShannonDistance,
  type OnCounts,
  populationStabilityIndex,
  wassersteinNormed,
} from '../drift';
import { type VerdictRule } from './column-measure';
import { equalWidthEdges } from './histogram-edges';
import { binnedOn, jointRange } from './joint-range-bins';
import { type Preset, type RuledResult } from './preset';
import { type Binned, type PreparedNumbers, sizesOf } from './prepared-column';
import { noResult, runMethod } from './run-method';

/** Azure refuses the Kolmogorov–Smirnov test from here on. */
const tooManyForKs = 10_000;
const distanceThreshold = 0.5;

/** Its methods on counts, where they differ from the methods' own settings. */
export const azureOnCounts: Readonly<Partial<Record<DriftMethod, OnCounts>>> = {
  js_distance: (reference, current) => jensenShannonDistance(reference, current, 2),
  psi: (reference, current) => populationStabilityIndex(reference, current, { epsilon: 'laplace' }),
};

/**
 * Azure Machine Learning's model monitoring: wasserstein_normed by the sample standard deviation for numbers,
 * js_distance with base 2 for categories, both drifted above .5. Numbers reach js_distance and psi by
 * ⌈log₂(smaller n) + 1⌉ bins over the joint range; psi adds one to every bin.
 */
export const azurePreset: Preset = {
  measure(column, { method: asked, threshold }): RuledResult {
    const method = asked ?? (column.kind === 'numeric' ? 'wasserstein_normed' : 'js_distance');
    const n = sizesOf(column);
    const result = isTooLargeForAzure(method, n)
      ? noResult({ method, n }, 'too_many_rows')
      : runMethod(column, {
          method,
          bins: jointBins,
          onValues:
            method === 'wasserstein_normed'
              ? (reference, current) => wassersteinNormed(reference, current, { deviation: 'sample' })
              : undefined,
          onCounts: azureOnCounts[method],
        });
    return { result, rule: azureRule(method, threshold) };
  },
  datasetShare: null,
};

/** How Azure decides by a method. */
export function azureRule(method: DriftMethod, asked: number | undefined): VerdictRule {
  const { decidesBy, defaultThreshold } = driftMethods[method];
  const isDefault = method === 'wasserstein_normed' || method === 'js_distance';
  const threshold = asked ?? (isDefault ? distanceThreshold : defaultThreshold);
  if (threshold === null) return { by: 'nothing' };
  return { by: 'line', decidesBy, comparison: decidesBy === 'pValue' ? '<' : '>', threshold };
}

/** Whether Azure refuses to measure so many rows by the method. */
export function isTooLargeForAzure(
  method: DriftMethod,
  n: { readonly reference: number; readonly current: number },
): boolean {
  return method === 'ks' && Math.max(n.reference, n.current) >= tooManyForKs;
}

function jointBins({
  reference: { sorted: reference },
  current: { sorted: current },
}: PreparedNumbers): Binned {
  const bins = Math.ceil(Math.log2(Math.min(reference.length, current.length)) + 1);
  const edges = equalWidthEdges(jointRange(reference, current), bins);
  return binnedOn(edges, { reference, current }, 'joint_range_log2_of_smaller_n');
}
