import {
  type DriftMethod,
  driftMethods,
  hellingerDistance,
  jensenShannonDistance,
  kolmogorovSmirnov,
  kullbackLeiblerDivergence,
  mannWhitney,
  type OnCounts,
  type OnValues,
  populationStabilityIndex,
  tieSizes,
  wassersteinNormed,
} from '../drift';
import { type VerdictRule } from './column-measure';
import { distinctBins, distinctUpTo } from './distinct-bins';
import { evidentlyChiSquare, evidentlyZ } from './evidently-tests';
import { sturgesEdges } from './histogram-edges';
import { binnedOn, jointRange } from './joint-range-bins';
import { type Preset, type RuledResult } from './preset';
import { type Binned, type PreparedColumn, type PreparedNumbers, sizesOf } from './prepared-column';
import { runMethod } from './run-method';

/** The reference size up to which Evidently tests, and from which on it measures a distance. */
const largestTested = 1000;
/** Numbers with at most so many distinct values on both sides are treated as categories. */
const fewValues = 5;
/** Numbers with more distinct values than this in the reference are binned. */
const unbinnedValues = 20;

interface EvidentlyMethod {
  readonly onValues?: OnValues;
  readonly onCounts?: OnCounts;
  /** Where it differs from the method's own. */
  readonly comparison?: '>' | '<=';
}

/** Its methods, where they differ from the methods' own settings. */
export const evidentlySettings: Readonly<Partial<Record<DriftMethod, EvidentlyMethod>>> = {
  ks: { onValues: (r, c) => kolmogorovSmirnov(r, c), comparison: '<=' },
  wasserstein_normed: { onValues: (r, c) => wassersteinNormed(r, c, { smallestUnit: 0.001 }) },
  mann_whitney: { onValues: (r, c) => mannWhitney(r, c, { alternative: 'less' }) },
  cramer_von_mises: { comparison: '<=' },
  energy: { comparison: '>' },
  psi: { onCounts: (r, c) => populationStabilityIndex(r, c, { epsilon: 'evidently' }) },
  kl_divergence: { onCounts: (r, c) => kullbackLeiblerDivergence(r, c, { epsilon: 'evidently', base: 'e' }) },
  js_distance: { onCounts: (r, c) => jensenShannonDistance(r, c, 'e') },
  hellinger: { onCounts: hellingerDistance },
  chi_square: { onCounts: evidentlyChiSquare },
  z_proportion: { onCounts: evidentlyZ },
};

/**
 * Evidently 0.7.23: by the number N of reference rows with a finite value and the number U of distinct values on both
 * sides. N ≤ 1000: ks for numbers with U > 5, else chi_square (U > 2) or z_proportion. N > 1000: wasserstein_normed for
 * numbers with U > 5, else js_distance with the natural logarithm. The dataset has drifted when half of the columns have.
 * Numbers with more than 20 distinct reference values are counted on Sturges' bins of both sides together.
 */
export const evidentlyPreset: Preset = {
  measure(column, { method = chosen(column), threshold }): RuledResult {
    const { onValues, onCounts } = evidentlySettings[method] ?? {};
    const result = runMethod(column, { method, bins: binsFor(method), onValues, onCounts });
    return { result, rule: evidentlyRule(method, threshold) };
  },
  datasetShare: 0.5,
};

/** How Evidently decides by a method. */
export function evidentlyRule(method: DriftMethod, asked: number | undefined): VerdictRule {
  const { decidesBy, comparison, defaultThreshold } = driftMethods[method];
  const threshold = asked ?? defaultThreshold;
  if (threshold === null) return { by: 'nothing' };
  return {
    by: 'line',
    decidesBy,
    comparison: evidentlySettings[method]?.comparison ?? comparison,
    threshold,
  };
}

function chosen(column: PreparedColumn): DriftMethod {
  const isSmall = sizesOf(column).reference <= largestTested;
  if (column.kind === 'numeric' && distinctValues(column) > fewValues)
    return isSmall ? 'ks' : 'wasserstein_normed';
  if (!isSmall) return 'js_distance';
  return distinctValues(column) > 2 ? 'chi_square' : 'z_proportion';
}

function distinctValues(column: PreparedColumn): number {
  if (column.kind === 'categorical') return column.categories.length;
  return distinctUpTo(fewValues, column.reference.sorted, column.current.sorted);
}

function binsFor(method: DriftMethod): (column: PreparedNumbers) => Binned {
  if (method === 'hellinger') return hellingerBins;
  if (method === 'psi' || method === 'kl_divergence' || method === 'js_distance') return sturgesBins;
  return ({ reference, current }) => distinctBins(reference.sorted, current.sorted);
}

function sturgesBins({
  reference: { sorted: reference },
  current: { sorted: current },
}: PreparedNumbers): Binned {
  if (distinctUpTo(unbinnedValues, reference) <= unbinnedValues) return distinctBins(reference, current);
  const edges = sturgesEdges(jointRange(reference, current), reference.length + current.length);
  return binnedOn(edges, { reference, current }, 'sturges_on_both_sides');
}

/** Evidently's Hellinger distance takes the number of distinct values for the number of values, and bins always. */
function hellingerBins({
  reference: { sorted: reference },
  current: { sorted: current },
}: PreparedNumbers): Binned {
  const edges = sturgesEdges(jointRange(reference, current), tieSizes(reference, current).length);
  return binnedOn(edges, { reference, current }, 'sturges_on_distinct_values');
}
