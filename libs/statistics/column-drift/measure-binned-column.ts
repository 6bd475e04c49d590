import {
  type BinnedSample,
  binnedWassersteinNormed,
  type DriftMethod,
  driftMethods,
  type DriftResult,
} from '../drift';
import { rebin } from '../profile';
import { type ColumnMeasure, type VerdictRule } from './column-measure';
import { type DriftOptions, overrideFor } from './drift-options';
import { gapNull } from './gap-null';
import { noResult, withParameters } from './run-method';

/** A numeric column of which nothing but counts and moments is known, both sides on the same edges. */
export interface BinnedPair {
  readonly column: string;
  readonly reference: BinnedSample;
  readonly current: BinnedSample;
  /** Those of the edges on which methods on counts compare; the deciles of the reference. */
  readonly deciles: readonly number[];
}

/** The presets whose rules for numbers can do with counts: the others need the order of the rows or the values. */
export const binnedPresets = ['countersign', 'evidently', 'azure'] as const;

const materialShare = 0.05;
const azureThreshold = 0.5;

/**
 * Measures a numeric column from counts on fine bins, for files too large to sort. Under the countersign preset the test is
 * that of the column as rounded to its bins, a discrete column like any other, so its p-value needs no allowance.
 * Evidently and Azure measure wasserstein_normed, as they do from 1,001 rows on. Each result says how far the exact one
 * can be (`errorBound`). A method that cannot be computed from counts gives a reason.
 */
export function measureBinnedColumn(pair: BinnedPair, options: DriftOptions = {}): ColumnMeasure {
  const { preset = 'countersign' } = options;
  const { method: asked, threshold } = overrideFor(pair.column, options);
  const method = asked ?? (preset === 'countersign' ? 'ks' : 'wasserstein_normed');
  const result = binnedResult(pair, method, preset);
  const ruled =
    preset === 'countersign' && asked === undefined && result.status === 'ok'
      ? movedShare(pair, result, threshold ?? materialShare)
      : { result, rule: ruleOf(method, options, threshold) };
  return { column: pair.column, kind: 'numeric', ...ruled };
}

function binnedResult(
  { reference, current, deciles }: BinnedPair,
  method: DriftMethod,
  preset: DriftOptions['preset'],
): DriftResult {
  const basis = { method, n: { reference: reference.n, current: current.n } };
  if (reference.n === 0) return noResult(basis, 'empty_baseline');
  if (current.n === 0) return noResult(basis, 'empty_current');
  if (method === 'wasserstein_normed' && preset === 'evidently')
    return binnedWassersteinNormed(reference, current, { smallestUnit: 0.001 });
  if (method === 'wasserstein_normed' && preset === 'azure')
    return binnedWassersteinNormed(reference, current, { deviation: 'sample' });
  const entry = driftMethods[method];
  if (entry.reads === 'values')
    return entry.measureBins?.(reference, current) ?? noResult(basis, 'method_does_not_fit');
  const coarse = (side: BinnedSample): number[] => rebin(side.counts, side.edges, deciles);
  return withParameters(entry.measure(coarse(reference), coarse(current)), {
    mode: 'profile',
    binning: 'reference_deciles',
  });
}

function movedShare(
  { reference, current }: BinnedPair,
  result: Extract<DriftResult, { status: 'ok' }>,
  share: number,
): { result: DriftResult; rule: VerdictRule } {
  const sizes = reference.counts.map((count, bin) => count + current.counts[bin]!).filter((size) => size > 0);
  const effectNull = gapNull({ reference: reference.n, current: current.n, sizes });
  const { mode, bins, errorBound } = result.parameters;
  const parameters = { effect: 'moved_share', nullDistribution: effectNull.method, mode, bins, errorBound };
  const pValue = result.value === 0 ? 1 : Math.min(1, effectNull.pValue(result.value));
  return {
    result: { ...result, pValue, parameters: parameters as DriftResult['parameters'] },
    rule: { by: 'moved_share', effectNull, materialShare: share },
  };
}

function ruleOf(method: DriftMethod, { preset = 'countersign' }: DriftOptions, asked?: number): VerdictRule {
  const { decidesBy, comparison, defaultThreshold } = driftMethods[method];
  if (preset === 'countersign' && decidesBy === 'pValue' && asked === undefined)
    return { by: 'false_discovery' };
  const isAzure = preset === 'azure' && method === 'wasserstein_normed';
  const threshold = asked ?? (isAzure ? azureThreshold : defaultThreshold);
  if (threshold === null) return { by: 'nothing' };
  return { by: 'line', decidesBy, comparison: isAzure ? '>' : comparison, threshold };
}
