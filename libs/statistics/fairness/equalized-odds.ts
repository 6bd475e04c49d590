import { type Estimate } from '../inference';
import { compareGroups, type ComparisonOptions, type ExtremeGroups } from './compare-groups';
import { type ExcludedGroup } from './eligible-groups';
import { type GroupCounts } from './outcome-counts';

/** The worse of two rate comparisons, for the difference and for the ratio on their own. */
export interface WorstCase {
  readonly difference: Estimate;
  readonly ratio: Estimate;
  readonly between: ExtremeGroups | null;
  readonly ratioBetween: ExtremeGroups | null;
  readonly excluded: readonly ExcludedGroup[];
}

/**
 * Equalized odds in its worst case: the larger of the differences and the smaller of the ratios of true and false
 * positive rates. Both rates are needed: where one cannot be computed, neither can the worst of them.
 * Source: Hardt, Price and Srebro (2016) for the criterion.
 */
export function equalizedOdds(groups: readonly GroupCounts[], options: ComparisonOptions): WorstCase {
  const tpr = compareGroups('tpr', groups, options);
  const fpr = compareGroups('fpr', groups, options);
  const difference = isWorse(tpr.difference, fpr.difference, (a, b) => a >= b) ? tpr : fpr;
  const ratio = isWorse(tpr.ratio, fpr.ratio, (a, b) => a <= b) ? tpr : fpr;
  return {
    difference: difference.difference,
    ratio: ratio.ratio,
    between: difference.between,
    ratioBetween: ratio.between,
    excluded: withoutRepeats([...tpr.excluded, ...fpr.excluded]),
  };
}

/** An unknown is worse than any value. */
function isWorse(first: Estimate, second: Estimate, worse: (a: number, b: number) => boolean): boolean {
  if (first.value === null || second.value === null) return first.value === null;
  return worse(first.value, second.value);
}

function withoutRepeats(excluded: readonly ExcludedGroup[]): ExcludedGroup[] {
  return [...new Map(excluded.map((entry) => [JSON.stringify(entry.group), entry])).values()];
}
