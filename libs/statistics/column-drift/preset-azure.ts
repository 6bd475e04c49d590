import {
  driftMethods,
  jensenShannonDistance,
  type OnCounts,
  populationStabilityIndex,
  wassersteinNormed,
} from '../drift';
import { equalWidthEdges } from './histogram-edges';
import { binnedOn, jointRange } from './joint-range-bins';
import { type Preset, type RuledResult } from './preset';
import { type Binned, type PreparedNumbers, sizesOf } from './prepared-column';
import { noResult, runMethod } from './run-method';

/** Azure refuses the Kolmogorov–Smirnov test from here on. */
const tooManyForKs = 10_000;
const distanceThreshold = 0.5;

const onCounts: Readonly<Partial<Record<string, OnCounts>>> = {
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
    const { decidesBy, defaultThreshold } = driftMethods[method];
    const isDefault = method === 'wasserstein_normed' || method === 'js_distance';
    const line = threshold ?? (isDefault ? distanceThreshold : defaultThreshold);
    const n = sizesOf(column);
    const result =
      method === 'ks' && Math.max(n.reference, n.current) >= tooManyForKs
        ? noResult({ method, n }, 'too_many_rows')
        : runMethod(column, {
            method,
            bins: jointBins,
            onValues:
              method === 'wasserstein_normed'
                ? (reference, current) => wassersteinNormed(reference, current, { deviation: 'sample' })
                : undefined,
            onCounts: onCounts[method],
          });
    if (line === null) return { result, rule: { by: 'nothing' } };
    return {
      result,
      rule: { by: 'line', decidesBy, comparison: decidesBy === 'pValue' ? '<' : '>', threshold: line },
    };
  },
  datasetShare: null,
};

function jointBins({
  reference: { sorted: reference },
  current: { sorted: current },
}: PreparedNumbers): Binned {
  const bins = Math.ceil(Math.log2(Math.min(reference.length, current.length)) + 1);
  const edges = equalWidthEdges(jointRange(reference, current), bins);
  return binnedOn(edges, { reference, current }, 'joint_range_log2_of_smaller_n');
}
