import { type DriftMethod, driftMethods } from '../drift';
import { anchorEdges, binIndex } from '../profile';
import { type VerdictRule } from './column-measure';
import { distinctBins, distinctUpTo } from './distinct-bins';
import { movedShare } from './moved-share';
import { type Preset, type RuledResult } from './preset';
import { type Binned, type PreparedNumbers } from './prepared-column';
import { runMethod } from './run-method';

/** Five of a hundred rows moved: below that, drift is real at most and material hardly ever. */
export const defaultMaterialShare = 0.05;
/** Numeric columns of no more distinct values are counted value by value. */
const fewValues = 20;

/**
 * Our default: the moved share, against a line that depends on the number of rows. A method that is asked for by name,
 * ks and tvd included, answers as its reference implementation does: distances keep their own line, tests share the
 * level of the false discoveries. Numbers reach the methods on counts by the ten decile bins of the reference, or value
 * by value up to 20 distinct ones.
 */
export const countersignPreset: Preset = {
  measure(column, { method, threshold }): RuledResult {
    if (method === undefined) {
      const { result, isConstant, effectNull } = movedShare(column);
      const materialShare = threshold ?? defaultMaterialShare;
      if (isConstant) return { result, rule: { by: 'constant', materialShare } };
      if (effectNull === null) return { result, rule: { by: 'nothing' } };
      return { result, rule: { by: 'moved_share', effectNull, materialShare } };
    }
    const result = runMethod(column, { method, bins: decileBins });
    return { result, rule: countersignRule(method, threshold) };
  },
  datasetShare: null,
};

/** How a method that was asked for by name decides. */
export function countersignRule(method: DriftMethod, asked: number | undefined): VerdictRule {
  const { decidesBy, comparison, defaultThreshold } = driftMethods[method];
  if (decidesBy === 'pValue' && asked === undefined) return { by: 'false_discovery' };
  const threshold = asked ?? defaultThreshold;
  return threshold === null ? { by: 'nothing' } : { by: 'line', decidesBy, comparison, threshold };
}

function decileBins({ reference, current }: PreparedNumbers): Binned {
  if (distinctUpTo(fewValues, reference.sorted, current.sorted) <= fewValues) {
    return distinctBins(reference.sorted, current.sorted);
  }
  const edges = anchorEdges(reference.sorted).deciles;
  const counted = (sorted: Float64Array): number[] => {
    const counts = new Array<number>(edges.length + 1).fill(0);
    for (const value of sorted) counts[binIndex(edges, value)]! += 1;
    return counts;
  };
  return {
    reference: counted(reference.sorted),
    current: counted(current.sorted),
    parameters: { binning: 'reference_deciles' },
  };
}
