import { type Estimate, known, notComputable } from '../inference';
import { type ExtremeGroups, type MeasureComparison } from './compare-groups';
import { type ExcludedGroup } from './eligible-groups';
import { withoutInterval } from './picked-pair';

/** The worse of two rate comparisons, for the difference and for the ratio on their own. */
export interface WorstCase {
  readonly difference: Estimate;
  readonly ratio: Estimate;
  readonly between: ExtremeGroups | null;
  readonly ratioBetween: ExtremeGroups | null;
  readonly excluded: readonly ExcludedGroup[];
}

/**
 * Equalized odds in its worst case: the larger of the differences and the smaller of the ratios of true and false positive
 * rates, with the comparison behind either. Both rates are needed: where one cannot be computed, neither can the worst of
 * them. Neither has an interval, the worse of the two having been picked.
 * Source: Hardt, Price and Srebro (2016) for the criterion.
 */
export function worstOdds(
  tpr: MeasureComparison,
  fpr: MeasureComparison,
): { worst: WorstCase; difference: MeasureComparison; ratio: MeasureComparison } {
  const difference = isWorse(tpr.difference, fpr.difference, Math.abs) ? tpr : fpr;
  const ratio = isWorse(tpr.ratio, fpr.ratio, (value) => -folded(value)) ? tpr : fpr;
  const worst = {
    difference: withoutInterval(difference.difference),
    ratio: withoutInterval(ratio.ratio),
    between: difference.between,
    ratioBetween: ratio.ratioBetween,
    excluded: withoutRepeats([...tpr.excluded, ...fpr.excluded]),
  };
  return { worst, difference, ratio };
}

/**
 * Equalized odds by the mean: the mean of the two differences in size, and of the two ratios, those above 1 inverted.
 * Without interval: taking the size of either picks its direction by the data. Average odds keeps the signs, and has one.
 */
export function meanOddsGap(
  tpr: MeasureComparison,
  fpr: MeasureComparison,
): { readonly difference: Estimate; readonly ratio: Estimate } {
  return {
    difference: meanOf(tpr.difference, fpr.difference, { fold: Math.abs, method: 'mean_difference_of_odds' }),
    ratio: meanOf(tpr.ratio, fpr.ratio, { fold: folded, method: 'mean_ratio_of_odds' }),
  };
}

function meanOf(
  first: Estimate,
  second: Estimate,
  { fold, method }: { fold: (value: number) => number; method: string },
): Estimate {
  const basis = { n: first.n + second.n, method };
  if (first.status !== 'ok') return notComputable({ ...basis, reason: first.reason });
  if (second.status !== 'ok') return notComputable({ ...basis, reason: second.reason });
  const value = (fold(first.value) + fold(second.value)) / 2;
  return known({ ...basis, value, intervalReason: 'farthest_of_several' });
}

const folded = (ratio: number): number => (ratio > 1 ? 1 / ratio : ratio);

/** An unknown is worse than any value. */
function isWorse(first: Estimate, second: Estimate, badness: (value: number) => number): boolean {
  if (first.value === null || second.value === null) return first.value === null;
  return badness(first.value) >= badness(second.value);
}

function withoutRepeats(excluded: readonly ExcludedGroup[]): ExcludedGroup[] {
  return [...new Map(excluded.map((entry) => [JSON.stringify(entry.group), entry])).values()];
}
