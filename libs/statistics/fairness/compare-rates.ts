import { adjustTests, type Correction, type TestedComparison } from './adjust-tests';
import { type DenominatorPolicy } from './choose-reference';
import { compareMeasured, type MeasureComparison, measureGroups } from './compare-groups';
import { type EligibilityOptions } from './eligible-groups';
import { type GroupMeasureName } from './group-measure';
import { type GroupCounts } from './outcome-counts';

/** Groups with the rates of theirs that are compared. */
export interface RatePopulation {
  readonly groups: readonly GroupCounts[];
  readonly measures: readonly GroupMeasureName[];
  /** `max_eligible` unless told otherwise. */
  readonly denominator?: DenominatorPolicy;
  /** The group of the `fixed` denominator. */
  readonly reference?: readonly string[];
}

export interface RateOptions extends EligibilityOptions {
  readonly correction: Correction;
}

/** One rate between groups, with its tests and without a verdict. */
export interface RateComparison extends Omit<MeasureComparison, 'comparisons' | 'farthest'> {
  /** The tests behind the difference and the ratio; null where nothing is tested. */
  readonly tested: { readonly difference: TestedComparison; readonly ratio: TestedComparison } | null;
  readonly comparisons: readonly TestedComparison[];
}

/**
 * Rates between groups without limit and verdict, for each population by its measures in their order. Tests as in
 * `assessFairness`: the pooled z, or Fisher's where few are expected; p-values are adjusted over all different tests of all
 * populations together.
 */
export function compareRates(
  populations: readonly RatePopulation[],
  options: RateOptions,
): RateComparison[][] {
  const compared = populations.map(({ groups, measures, denominator, reference }) => {
    const policy = { ...options, ...(denominator && { denominator }), ...(reference && { reference }) };
    return measures.map((measure) => compareMeasured(measureGroups(measure, groups, options), policy));
  });
  const test = adjustTests(
    compared.map((measures) => measures.flatMap(({ comparisons }) => comparisons)),
    options.correction,
  );
  return compared.map((measures) =>
    measures.map(({ farthest, comparisons, ...measure }) => ({
      ...measure,
      tested: farthest && {
        difference: test(farthest.difference),
        ratio: test(farthest.ratio),
      },
      comparisons: comparisons.map(test),
    })),
  );
}
