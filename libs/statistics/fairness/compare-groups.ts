import { type Estimate, notComputable, type ReasonCode } from '../inference';
import {
  chooseReference,
  type DenominatorPolicy,
  isHigher,
  isSame,
  type ReferenceOptions,
} from './choose-reference';
import { measureRatio } from './compare-measures';
import {
  comparePair,
  compareWithWhole,
  differenceUnlessNothing,
  type GroupComparison,
  type PairOptions,
} from './compare-pair';
import {
  type EligibilityOptions,
  type EligibleGroups,
  eligibleGroups,
  type ExcludedGroup,
} from './eligible-groups';
import { type GroupMeasure, groupMeasure, type GroupMeasureName, isMadeOfTwo } from './group-measure';
import { type GroupCounts } from './outcome-counts';
import {
  type Contest,
  contestOf,
  intervalOf,
  simultaneously,
  type SimultaneousIntervals,
  strictLevel,
  withoutInterval,
} from './picked-pair';
import { sumGroups, withoutGroup } from './sum-groups';

/** The two groups at the extremes, lowest rate first. */
export type ExtremeGroups = readonly [low: readonly string[], high: readonly string[]];

/** Which is taken from which in the headline difference; in `comparisons` it is always audited minus reference. */
export type DifferenceDirection = 'reference_minus_audited' | 'audited_minus_reference';

/** One measure compared over all groups that have enough observations for it. */
export interface MeasureComparison {
  /**
   * Between the two groups farthest apart. Under the policies of the highest rate it is highest minus lowest and so never
   * negative; under all others it is signed, audited minus reference.
   */
  readonly difference: Estimate;
  /** Audited over reference for the pair farthest from 1; in [0, 1] under the policies of the highest rate. */
  readonly ratio: Estimate;
  readonly direction: DifferenceDirection;
  /** Null when there are not two groups to compare; the whole population has no name. */
  readonly between: ExtremeGroups | null;
  /** The groups whose ratio is shown: another pair than `between` only under a policy other than the highest rate. */
  readonly ratioBetween: ExtremeGroups | null;
  /** Every group that takes part against the reference, in the order of the groups. */
  readonly comparisons: readonly GroupComparison[];
  /** The comparison behind the difference, and the one behind the ratio. */
  readonly farthest: { readonly difference: GroupComparison; readonly ratio: GroupComparison } | null;
  /** Whether the pair is the farthest apart of several, so that difference and ratio have no interval. */
  readonly isPicked: boolean;
  /** For the pair, where it is picked and more than the headline is asked for. */
  readonly simultaneous: SimultaneousIntervals | null;
  readonly excluded: readonly ExcludedGroup[];
  /** Fewest observations in a group that takes part; 0 where none does. */
  readonly smallest: number;
}

export interface ComparisonOptions extends EligibilityOptions, ReferenceOptions {
  /** Compares only the groups that can be farthest from the reference: enough for the headline. */
  readonly isHeadlineOnly?: boolean;
}

/** One measure of all groups: what every denominator policy compares. */
export interface MeasuredGroups {
  readonly measure: GroupMeasureName;
  readonly groups: readonly GroupCounts[];
  readonly sides: EligibleGroups;
}

/** Measures every group. */
export function measureGroups(
  measure: GroupMeasureName,
  groups: readonly GroupCounts[],
  options: EligibilityOptions,
): MeasuredGroups {
  return { measure, groups, sides: eligibleGroups(measure, groups, options) };
}

/**
 * Compares a measure of every eligible group with that of the reference group, and picks the pair farthest apart. Where
 * there is but one pair it has intervals. One picked among several has none, for what was looked for lies farther apart
 * than the truth; beside it stand intervals that hold whichever pair is picked, and the comparisons' own: each by itself
 * where the reference was named beforehand, all together where the rates chose it.
 * Where the reference is 0 the ratio has nothing to divide by. Where both sides are 0 the difference is not computable
 * either, since nobody having received the outcome says nothing about equal treatment; only error rates of 0 are a
 * finding, so their difference stays 0. Groups have to be in a fixed order, which decides ties.
 */
export function compareMeasured(measured: MeasuredGroups, options: ComparisonOptions): MeasureComparison {
  const contest = contestOf(measured.sides, options.denominator);
  if (contest === null) return { ...compareEach(measured, options), isPicked: false, simultaneous: null };
  if (options.isHeadlineOnly) return picked(compareEach(measured, options), null);
  const strict = compareStrictly(measured, contest, options);
  const { difference, ratio } = strict;
  return picked(contest.isReferenceChosen ? strict : compareEach(measured, options), {
    difference: intervalOf(difference),
    ratio: intervalOf(ratio),
  });
}

/** Intervals of the pair shown that hold whichever pair had been shown; its own where there is but one. */
export function intervalsOfPair(measured: MeasuredGroups, options: ComparisonOptions): SimultaneousIntervals {
  const contest = contestOf(measured.sides, options.denominator);
  const { difference, ratio } =
    contest === null ? compareEach(measured, options) : compareStrictly(measured, contest, options);
  return { difference: intervalOf(difference), ratio: intervalOf(ratio) };
}

function picked(compared: Compared, simultaneous: SimultaneousIntervals | null): MeasureComparison {
  const { difference, ratio, farthest } = compared;
  if (farthest === null) return { ...compared, isPicked: false, simultaneous: null };
  const shown = { difference: withoutInterval(difference), ratio: withoutInterval(ratio) };
  return { ...compared, ...shown, isPicked: true, simultaneous };
}

/** At the level at which all hold together; against a reference named beforehand only those that may be shown. */
function compareStrictly(
  { measure, groups, sides }: MeasuredGroups,
  contest: Contest,
  options: ComparisonOptions,
): Compared {
  const { confidenceLevel } = options;
  const strict = {
    ...options,
    confidenceLevel: strictLevel(contest, confidenceLevel),
    isHeadlineOnly: !contest.isReferenceChosen,
  };
  const measured = isMadeOfTwo(measure) ? measureGroups(measure, groups, strict) : { measure, groups, sides };
  const compared = compareEach(measured, strict);
  const { difference, ratio, comparisons, farthest } = compared;
  const all = comparisons.map((one) => simultaneousComparison(one, confidenceLevel));
  const same = (comparison: GroupComparison): GroupComparison => all[comparisons.indexOf(comparison)]!;
  return {
    ...compared,
    difference: simultaneously(difference, confidenceLevel),
    ratio: simultaneously(ratio, confidenceLevel),
    comparisons: all,
    farthest: farthest && { difference: same(farthest.difference), ratio: same(farthest.ratio) },
  };
}

function simultaneousComparison(comparison: GroupComparison, confidenceLevel?: number): GroupComparison {
  const { difference, ratio } = comparison;
  return {
    ...comparison,
    difference: simultaneously(difference, confidenceLevel),
    ratio: simultaneously(ratio, confidenceLevel),
  };
}

type Compared = Omit<MeasureComparison, 'isPicked' | 'simultaneous'>;

function compareEach(measured: MeasuredGroups, options: ComparisonOptions): Compared {
  const { measure, groups, sides } = measured;
  const reference = chooseReference(groups, sides, options);
  const basis = { measure, ...(options.confidenceLevel && { confidenceLevel: options.confidenceLevel }) };
  const { eligible, excluded } = sides;
  const smallest = eligible.length === 0 ? 0 : Math.min(...eligible.map(({ n }) => n));
  const shared = { direction: directionOf(options.denominator), excluded, smallest };
  const isPair = eligible.some(
    ({ group }) => typeof reference !== 'string' && !isSame(group, reference.group),
  );
  if (typeof reference === 'string' || !isPair)
    return { ...shared, ...nothingToCompare(measure, reasonOf(measured, reference, options)) };
  const isWhole = options.denominator === 'overall';
  const all = isWhole ? eligible : eligible.filter(({ group }) => !isSame(group, reference.group));
  const others = options.isHeadlineOnly ? lowestAndHighest(all) : all;
  if (isWhole)
    return { ...shared, ...farthestApart(comparisonsWithWhole(others, groups, { ...options, ...basis })) };
  const comparisons = others.map((audited) => comparePair(audited, reference, basis));
  if (shared.direction === 'audited_minus_reference') return { ...shared, ...farthestApart(comparisons) };
  const n = [...all, reference].reduce((sum, each) => sum + each.n, 0);
  return { ...shared, ...lowestToHighest({ others, reference, comparisons, n }, basis) };
}

/** The first of each, in the order of the groups: nobody lies farther from any reference. */
function lowestAndHighest(measures: readonly GroupMeasure[]): GroupMeasure[] {
  const low = measures.reduce((lowest, next) => (isHigher(lowest, next) ? next : lowest));
  const high = measures.reduce((highest, next) => (isHigher(next, highest) ? next : highest));
  return measures.filter((each) => each === low || each === high);
}

function directionOf(denominator: DenominatorPolicy = 'max_eligible'): DifferenceDirection {
  const isHighest = denominator === 'max_all' || denominator === 'max_eligible';
  return isHighest ? 'reference_minus_audited' : 'audited_minus_reference';
}

type Result = Omit<Compared, 'direction' | 'excluded' | 'smallest'>;

function nothingToCompare(measure: GroupMeasureName, reason: ReasonCode): Result {
  return {
    difference: notComputable({ n: 0, method: `difference_of_${measure}`, reason }),
    ratio: notComputable({ n: 0, method: `ratio_of_${measure}`, reason }),
    ...{ between: null, ratioBetween: null, comparisons: [], farthest: null },
  };
}

function reasonOf(
  { groups, sides: { eligible, excluded } }: MeasuredGroups,
  reference: GroupMeasure | ReasonCode,
  { denominator }: ComparisonOptions,
): ReasonCode {
  if (groups.length === 0) return 'missing_group';
  if (denominator === 'fixed' && typeof reference === 'string') return reference;
  if (eligible.length === 1) return 'single_group';
  if (eligible.length > 1 && typeof reference === 'string') return reference;
  return excluded.some(({ reason }) => reason === 'below_minimum_n')
    ? 'below_minimum_n'
    : excluded[0]!.reason;
}

interface Highest {
  others: readonly GroupMeasure[];
  reference: GroupMeasure;
  comparisons: readonly GroupComparison[];
  n: number;
}

function lowestToHighest({ others, reference, comparisons, n }: Highest, basis: PairOptions): Result {
  const low = others.reduce((lowest, next) => (isHigher(lowest, next) ? next : lowest));
  const farthest = comparisons[others.indexOf(low)]!;
  const between: ExtremeGroups = [low.group, reference.group];
  return {
    difference: { ...differenceUnlessNothing(reference, low, basis), n },
    ratio: { ...measureRatio(low, reference, basis), n },
    ...{ between, ratioBetween: between, comparisons, farthest: { difference: farthest, ratio: farthest } },
  };
}

function comparisonsWithWhole(
  audited: readonly GroupMeasure[],
  groups: readonly GroupCounts[],
  options: ComparisonOptions & PairOptions,
): GroupComparison[] {
  const everybody = sumGroups(groups, []);
  const whole = groupMeasure(options.measure, everybody, options);
  const indexOf = new Map(groups.map(({ group }, index) => [group, index] as const));
  return audited.flatMap((measure) => {
    const others = withoutGroup(everybody, groups, indexOf.get(measure.group)!);
    const rest = groupMeasure(options.measure, others, options);
    return 'reason' in whole || 'reason' in rest ? [] : [compareWithWhole(measure, { whole, rest }, options)];
  });
}

/** The pair whose difference is largest in size, and the one whose ratio is farthest from 1. */
function farthestApart(comparisons: readonly GroupComparison[]): Result {
  const byDifference = mostOf(comparisons, ({ difference }) =>
    difference.value === null ? -1 : Math.abs(difference.value),
  );
  const byRatio = mostOf(comparisons, ({ ratio }) => {
    if (ratio.value === null) return -1;
    return 1 - Math.min(ratio.value, 1 / ratio.value);
  });
  return {
    difference: byDifference.difference,
    ratio: byRatio.ratio,
    between: pairOf(byDifference),
    ratioBetween: pairOf(byRatio),
    comparisons,
    farthest: { difference: byDifference, ratio: byRatio },
  };
}

function mostOf(
  comparisons: readonly GroupComparison[],
  size: (comparison: GroupComparison) => number,
): GroupComparison {
  return comparisons.reduce((most, next) => (size(next) > size(most) ? next : most));
}

function pairOf({ audited, reference, difference }: GroupComparison): ExtremeGroups {
  const isLower = difference.value === null || difference.value <= 0;
  return isLower ? [audited, reference ?? []] : [reference ?? [], audited];
}
