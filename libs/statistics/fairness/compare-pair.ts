import { type Estimate, type Interval, known, notComputable, type TestResult } from '../inference';
import { type ComparisonBasis, measureDifference, measureRatio } from './compare-measures';
import { type GroupMeasure, type GroupMeasureName } from './group-measure';
import { overallIntervals } from './overall-intervals';
import { cohenH, testMeasures } from './test-measures';

/** One group beside the group, or the whole population, that it is measured against. */
export interface GroupComparison {
  /** What is compared. */
  readonly measure: GroupMeasureName | 'conditional_demographic_disparity';
  readonly audited: readonly string[];
  /** Null where the reference is the whole population, or everybody else. */
  readonly reference: readonly string[] | null;
  /** Audited minus reference: negative where the audited group has the lower rate. */
  readonly difference: Estimate;
  /** Audited over reference, unfolded. */
  readonly ratio: Estimate;
  /** Standard deviations between the two, with the sign of the difference; beyond 2 in size is what the two-SD rule asks. */
  readonly z: number | null;
  readonly test: TestResult;
  /** Cohen's h, with the sign of the difference; null where the measure is no proportion. */
  readonly cohenH: number | null;
}

export interface PairOptions {
  readonly measure: GroupMeasureName;
  readonly confidenceLevel?: number;
}

/** Measures where 0 everywhere is a finding and not a lack of one: nobody was treated wrongly. */
const errorMeasures: ReadonlySet<GroupMeasureName> = new Set(['fpr', 'fnr', 'fdr', 'for', 'error_odds']);

export function isErrorMeasure(measure: GroupMeasureName): boolean {
  return errorMeasures.has(measure);
}

/** Compares a group with the reference group. */
export function comparePair(
  audited: GroupMeasure,
  reference: GroupMeasure,
  options: PairOptions,
): GroupComparison {
  return {
    measure: options.measure,
    audited: audited.group,
    reference: reference.group,
    difference: differenceUnlessNothing(audited, reference, options),
    ratio: measureRatio(audited, reference, options),
    ...testMeasures(audited, reference),
    cohenH: cohenH(audited, reference),
  };
}

/** Compares a group with the whole population; `rest` is the population without the group, which it is tested against. */
export function compareWithWhole(
  audited: GroupMeasure,
  { whole, rest }: { readonly whole: GroupMeasure; readonly rest: GroupMeasure },
  options: PairOptions,
): GroupComparison {
  const intervals = overallIntervals(audited, rest, options.confidenceLevel);
  return {
    measure: options.measure,
    audited: audited.group,
    reference: null,
    difference: withInterval(differenceUnlessNothing(audited, whole, options), intervals.difference),
    ratio: withInterval(measureRatio(audited, whole, options), intervals.ratio),
    ...testMeasures(audited, rest),
    cohenH: cohenH(audited, whole),
  };
}

/** Where neither group has anybody, as with all predictions negative, equality says nothing about equal treatment. */
export function differenceUnlessNothing(
  first: GroupMeasure,
  second: GroupMeasure,
  basis: PairOptions & ComparisonBasis,
): Estimate {
  if (first.value > 0 || second.value > 0 || isErrorMeasure(basis.measure)) {
    return measureDifference(first, second, basis);
  }
  const method = `difference_of_${basis.measure}`;
  return notComputable({ n: first.n + second.n, method, reason: 'zero_reference' });
}

function withInterval(estimate: Estimate, interval: Interval | null): Estimate {
  if (estimate.status !== 'ok') return estimate;
  const { n, method, value } = estimate;
  return known({ n, method, value, ...(interval && { interval }) });
}
