import {
  type BinnedSample,
  binnedWassersteinNormed,
  type DriftMethod,
  driftMethods,
  type DriftResult,
  type OnCounts,
} from '../drift';
import { rebin } from '../profile';
import { type ColumnMeasure, type VerdictRule } from './column-measure';
import { type DriftOptions, type DriftPreset, overrideFor } from './drift-options';
import { gapNull } from './gap-null';
import { azureOnCounts, azureRule, isTooLargeForAzure } from './preset-azure';
import { countersignRule, defaultMaterialShare } from './preset-countersign';
import { evidentlyRule, evidentlySettings } from './preset-evidently';
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

/**
 * Measures a numeric column from counts on fine bins, for files too large to sort. Under the countersign preset the test is
 * that of the column as rounded to its bins, a discrete column like any other, so its p-value needs no allowance.
 * Evidently and Azure measure wasserstein_normed, as they do from 1,001 rows on. Each result says how far the exact one
 * can be (`errorBound`); methods on counts see the deciles of the reference under every preset (`binning`), and keep its
 * settings and line. A method that cannot be computed from counts gives a reason.
 */
export function measureBinnedColumn(pair: BinnedPair, options: DriftOptions = {}): ColumnMeasure {
  const { preset = 'countersign' } = options;
  const { method: asked, threshold } = overrideFor(pair.column, options);
  const method = asked ?? (preset === 'countersign' ? 'ks' : 'wasserstein_normed');
  const result = binnedResult(pair, method, preset);
  const ruled =
    preset === 'countersign' && asked === undefined && result.status === 'ok'
      ? movedShare(pair, result, threshold ?? defaultMaterialShare)
      : { result, rule: ruleOf(preset, method, threshold) };
  return { column: pair.column, kind: 'numeric', ...ruled };
}

function binnedResult(
  { reference, current, deciles }: BinnedPair,
  method: DriftMethod,
  preset: DriftPreset,
): DriftResult {
  const basis = { method, n: { reference: reference.n, current: current.n } };
  if (reference.n === 0) return noResult(basis, 'empty_baseline');
  if (current.n === 0) return noResult(basis, 'empty_current');
  if (preset === 'azure' && isTooLargeForAzure(method, basis.n)) return noResult(basis, 'too_many_rows');
  if (method === 'wasserstein_normed' && preset === 'evidently')
    return binnedWassersteinNormed(reference, current, { smallestUnit: 0.001 });
  if (method === 'wasserstein_normed' && preset === 'azure')
    return binnedWassersteinNormed(reference, current, { deviation: 'sample' });
  const entry = driftMethods[method];
  if (entry.reads === 'values')
    return entry.measureBins?.(reference, current) ?? noResult(basis, 'method_does_not_fit');
  const coarse = (side: BinnedSample): number[] => rebin(side.counts, side.edges, deciles);
  const measure = onCountsOf(preset, method) ?? entry.measure;
  return withParameters(measure(coarse(reference), coarse(current)), {
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

function onCountsOf(preset: DriftPreset, method: DriftMethod): OnCounts | undefined {
  if (preset === 'azure') return azureOnCounts[method];
  return preset === 'evidently' ? evidentlySettings[method]?.onCounts : undefined;
}

function ruleOf(preset: DriftPreset, method: DriftMethod, threshold: number | undefined): VerdictRule {
  if (preset === 'azure') return azureRule(method, threshold);
  return preset === 'evidently' ? evidentlyRule(method, threshold) : countersignRule(method, threshold);
}
