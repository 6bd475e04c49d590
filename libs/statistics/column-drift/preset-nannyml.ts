import {
  driftMethods,
  type DriftMethod,
  type DriftResult,
  jensenShannonDistance,
  type OnCounts,
  type SortedSample,
  sortedSample,
} from '../drift';
import { type CategoricalSide } from './column-pair';
import { type DriftOverride } from './drift-options';
import { doaneEdges, histogram } from './histogram-edges';
import { nannymlChiSquare } from './nannyml-chi-square';
import { type Preset, type RuledResult } from './preset';
import { type PreparedCategories, type PreparedNumbers, sizesOf } from './prepared-column';
import { categoricalChunks, numericChunks } from './reference-chunks';
import { noResult, runMethod, withParameters } from './run-method';

/** Standard deviations of the reference's own chunks above their mean. */
const multiplier = 3;

/**
 * NannyML 0.13.1 with its default chunks and thresholds, the current file being one chunk: js_distance with base 2, for
 * numbers on Doane's bins of the reference and one more for all that lies outside, for categories on those of the reference
 * and one more for all others. Drifted above the mean plus three standard deviations of the same distance of ten
 * consecutive chunks of the reference. chi_square_contingency alone decides by p < .05. NannyML's approximation of ks and
 * wasserstein on 10,000 bins for references of 10,000 rows and more is left out: both are exact here.
 */
export const nannymlPreset: Preset = {
  measure(column, { method = 'js_distance', threshold }: DriftOverride): RuledResult {
    const { decidesBy, comparison, defaultThreshold } = driftMethods[method];
    const distance = column.kind === 'numeric' ? onNumbers(column, method) : onCategories(column, method);
    const result = distance.whole();
    if (decidesBy === 'pValue' && method !== 'ks') {
      const line = threshold ?? defaultThreshold;
      return {
        result,
        rule: line === null ? { by: 'nothing' } : { by: 'line', decidesBy, comparison, threshold: line },
      };
    }
    const rule = { by: 'line', decidesBy: 'value', comparison: '>' } as const;
    if (threshold !== undefined) return { result, rule: { ...rule, threshold } };
    const values = distance.chunks();
    if (values === null || values.length === 0) {
      return { result: noResult({ method, n: sizesOf(column) }, 'too_few_rows'), rule: { by: 'nothing' } };
    }
    const { mean, deviation } = spreadOf(values);
    const parameters = { thresholdRule: 'reference_chunks', referenceChunks: values.length, multiplier };
    return {
      result: withParameters(result, parameters),
      // NannyML cuts the line of ks at the largest possible value, and no other.
      rule: { ...rule, threshold: Math.min(mean + multiplier * deviation, method === 'ks' ? 1 : Infinity) },
    };
  },
  datasetShare: null,
};

/** The distance of a sample from the reference: of the current side, and of the chunks of the reference. */
interface Distance {
  readonly whole: () => DriftResult;
  readonly chunks: () => number[] | null;
}

const jensenShannon: OnCounts = (reference, current) => jensenShannonDistance(reference, current, 2);
const onCounts = (method: DriftMethod): OnCounts | undefined => {
  if (method === 'js_distance') return jensenShannon;
  return method === 'chi_square_contingency' ? nannymlChiSquare : undefined;
};

function onNumbers(column: PreparedNumbers, method: DriftMethod): Distance {
  const edges =
    column.reference.sorted.length > 0 ? doaneEdges(column.reference.sorted) : new Float64Array(2);
  const against = (current: SortedSample): DriftResult =>
    runMethod(
      { ...column, current },
      {
        method,
        onCounts: onCounts(method),
        bins: () => {
          const inside = histogram(current.sorted, edges);
          return {
            reference: [...histogram(column.reference.sorted, edges), 0],
            current: [...inside, current.sorted.length - inside.reduce((sum, count) => sum + count, 0)],
            parameters: { binning: 'doane_on_reference_and_outside' },
          };
        },
      },
    );
  return {
    whole: () => against(column.current),
    chunks: () => known(numericChunks(column.pair.reference).map((values) => against(sortedSample(values)))),
  };
}

function onCategories(column: PreparedCategories, method: DriftMethod): Distance {
  const seen = column.categories.map((_, index) => index).filter((index) => column.reference[index]! > 0);
  const isPooled = method === 'js_distance' || method === 'hellinger';
  const against = (current: readonly number[]): DriftResult => {
    const run = { method, onCounts: onCounts(method), bins: () => never() };
    if (!isPooled) return runMethod({ ...column, current }, run);
    const rows = (counts: readonly number[]): number[] => {
      const inside = seen.map((index) => counts[index]!);
      return [...inside, total(counts) - total(inside)];
    };
    const pooled = { ...column, reference: rows(column.reference), current: rows(current) };
    return withParameters(runMethod(pooled, run), { binning: 'reference_categories_and_others' });
  };
  return {
    whole: () => against(column.current),
    chunks: () => {
      const counts = categoricalChunks(column.pair.reference);
      return counts && known(counts.map((chunk) => against(aligned(column, column.pair.reference, chunk))));
    },
  };
}

/** Counts by the categories of one side, put in the order of the column's. */
function aligned(column: PreparedCategories, side: CategoricalSide, counts: readonly number[]): number[] {
  const byName = new Map(side.categories.map((category, index) => [category, counts[index]!]));
  return column.categories.map((category) => byName.get(category) ?? 0);
}

function known(results: readonly DriftResult[]): number[] {
  return results.flatMap((result) => (result.status === 'ok' ? [result.value] : []));
}

function spreadOf(values: readonly number[]): { mean: number; deviation: number } {
  const mean = total(values) / values.length;
  return { mean, deviation: Math.sqrt(total(values.map((value) => (value - mean) ** 2)) / values.length) };
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

function never(): never {
  throw new RangeError('categories need no bins');
}
