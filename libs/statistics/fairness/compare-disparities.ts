import { type Estimate, type Interval, notComputable } from '../inference';
import { type DenominatorPolicy } from './choose-reference';
import {
  compareMeasured,
  type ComparisonOptions,
  type DifferenceDirection,
  type ExtremeGroups,
  intervalsOfPair,
  type MeasureComparison,
  type MeasuredGroups,
  measureGroups,
} from './compare-groups';
import { type GroupComparison } from './compare-pair';
import {
  conditionalDemographicDisparities,
  type ConditionalDisparity,
  type StratumCounts,
} from './conditional-demographic-disparity';
import {
  type ComparedDisparityName,
  comparedMeasure,
  type DisparityName,
  disparityNames,
} from './disparity-name';
import { type EligibilityOptions, type ExcludedGroup, eligibleGroups } from './eligible-groups';
import { meanOddsGap, worstOdds } from './equalized-odds';
import { type GroupMeasureName } from './group-measure';
import { generalizedEntropy, type InequalityIndex } from './inequality-index';
import { type PopulationCounts } from './outcome-counts';
import {
  intervalOf,
  simultaneously,
  type SimultaneousIntervals,
  strictLevel,
  withoutInterval,
} from './picked-pair';

/** One disparity over the groups of one attribute or intersection, before it is judged. */
export interface ComparedDisparity {
  readonly metric: DisparityName;
  /** Between the groups farthest apart; an index of inequality has its distance from equality here, which is itself. */
  readonly difference: Estimate;
  readonly ratio: Estimate;
  readonly direction: DifferenceDirection;
  readonly between: ExtremeGroups | null;
  readonly ratioBetween: ExtremeGroups | null;
  /** The comparisons whose difference and ratio these are, with their tests; null where nothing is tested. */
  readonly farthest: MeasureComparison['farthest'];
  /** Whether the pair is the farthest apart of several, so that difference and ratio have no interval. */
  readonly isPicked: boolean;
  /** Intervals of a picked pair that hold whichever pair is picked; null where there are none, or none are needed. */
  readonly simultaneous: SimultaneousIntervals | null;
  readonly comparisons: readonly GroupComparison[];
  readonly excluded: readonly ExcludedGroup[];
  /** Fewest observations in a group that takes part. */
  readonly smallest: number;
  /** Equalized odds by the mean of the two rates in place of the worse. */
  readonly mean?: { readonly difference: Estimate; readonly ratio: Estimate };
  /** The parts of an index of inequality. */
  readonly index?: InequalityIndex;
  /** Every group against all others by strata. */
  readonly conditional?: readonly ConditionalDisparity[];
}

/** A population with its rows split by strata, where the audit has any. */
export interface StratifiedCounts extends PopulationCounts {
  readonly strata?: readonly StratumCounts[];
}

export interface DisparityComparisonOptions extends ComparisonOptions {
  /** α of `generalized_entropy`; 2 unless told otherwise. */
  readonly entropyAlpha?: number;
}

/** Measures every group once, whatever is compared and by whatever policy. */
export type Measure = (name: GroupMeasureName) => MeasuredGroups;

export function measureOnce({ groups }: PopulationCounts, options: EligibilityOptions): Measure {
  const done = new Map<GroupMeasureName, MeasuredGroups>();
  return (name) => {
    const measured = done.get(name) ?? measureGroups(name, groups, options);
    done.set(name, measured);
    return measured;
  };
}

/** Every disparity of a population by one denominator policy. */
export function compareDisparities(
  population: StratifiedCounts,
  measure: Measure,
  options: DisparityComparisonOptions,
): ComparedDisparity[] {
  const compare = comparedOnce(measure, options);
  return disparityNames.map((metric) => {
    if (metric === 'equalized_odds') return worseOdds(compare, measure, options);
    if (metric === 'conditional_demographic_disparity') return conditionalDisparity(population, options);
    if (metric === 'theil' || metric === 'generalized_entropy')
      return inequality(metric, population, options);
    return { metric, ...compare(comparedMeasure[metric]) };
  });
}

type Compare = (name: GroupMeasureName) => MeasureComparison;

/** Compares every measure once, whichever disparities rest on it. */
function comparedOnce(measure: Measure, options: ComparisonOptions): Compare {
  const done = new Map<GroupMeasureName, MeasureComparison>();
  return (name) => {
    const compared = done.get(name) ?? compareMeasured(measure(name), options);
    done.set(name, compared);
    return compared;
  };
}

/** The disparities whose value depends on the denominator, by another policy; nothing but the headline. */
export function compareByPolicy(
  denominator: DenominatorPolicy,
  measure: Measure,
  options: ComparisonOptions,
): Map<
  ComparedDisparityName | 'equalized_odds',
  Pick<ComparedDisparity, 'difference' | 'ratio' | 'between' | 'smallest' | 'excluded'>
> {
  const compare = comparedOnce(measure, { ...options, denominator, isHeadlineOnly: true });
  const names = Object.keys(comparedMeasure) as ComparedDisparityName[];
  return new Map([
    ...names.map((name) => [name, compare(comparedMeasure[name])] as const),
    ['equalized_odds', oddsDisparity(compare('tpr'), compare('fpr'))] as const,
  ]);
}

/** Equalized odds with intervals at half the doubt for either rate, so that both hold together. */
function worseOdds(
  compare: Compare,
  measure: Measure,
  options: DisparityComparisonOptions,
): ComparedDisparity {
  const { confidenceLevel = 0.95 } = options;
  const strict = { ...options, confidenceLevel: (1 + confidenceLevel) / 2 };
  const [tpr, fpr] = [compare('tpr'), compare('fpr')];
  const { difference, ratio } = worstOdds(tpr, fpr);
  const of = (worse: MeasureComparison, part: 'difference' | 'ratio'): Interval | null => {
    const name = worse === tpr ? 'tpr' : 'fpr';
    const interval = intervalsOfPair(measure(name), strict)[part];
    return interval && { ...interval, confidenceLevel, method: `worse_of_two_${interval.method}` };
  };
  const simultaneous = { difference: of(difference, 'difference'), ratio: of(ratio, 'ratio') };
  return { ...oddsDisparity(tpr, fpr), simultaneous };
}

function oddsDisparity(tpr: MeasureComparison, fpr: MeasureComparison): ComparedDisparity {
  const { worst, difference, ratio } = worstOdds(tpr, fpr);
  return {
    metric: 'equalized_odds',
    ...worst,
    direction: tpr.direction,
    farthest:
      difference.farthest === null || ratio.farthest === null
        ? null
        : { difference: difference.farthest.difference, ratio: ratio.farthest.ratio },
    isPicked: true,
    simultaneous: null,
    comparisons: [...tpr.comparisons, ...fpr.comparisons],
    smallest: Math.min(tpr.smallest, fpr.smallest),
    mean: meanOddsGap(tpr, fpr),
  };
}

function inequality(
  metric: 'theil' | 'generalized_entropy',
  { groups }: PopulationCounts,
  { entropyAlpha = 2, favourable, confidenceLevel }: DisparityComparisonOptions,
): ComparedDisparity {
  const alpha = metric === 'theil' ? 1 : entropyAlpha;
  const index = generalizedEntropy(groups, {
    alpha,
    favourable,
    ...(confidenceLevel && { confidenceLevel }),
  });
  return {
    metric,
    ...untested(index.total),
    index,
    smallest: index.total.n,
  };
}

function conditionalDisparity(
  { strata, groups }: StratifiedCounts,
  options: DisparityComparisonOptions,
): ComparedDisparity {
  const metric = 'conditional_demographic_disparity';
  const { eligible, excluded } = eligibleGroups('favourable_rate', groups, options);
  const isPossible = strata !== undefined && groups.length > 1 && eligible.length > 0;
  if (!isPossible) {
    const reason = groups.length === 1 ? 'single_group' : 'no_common_stratum';
    return { metric, ...untested(notComputable({ n: 0, method: metric, reason })), excluded, smallest: 0 };
  }
  const conditional = conditionalDemographicDisparities(
    strata,
    eligible.map(({ group }) => group),
    options,
  );
  const comparisons = conditional.map(conditionalComparison);
  const size = ({ difference }: GroupComparison) => Math.abs(difference.value ?? -1);
  const farthest = comparisons.reduce((most, next) => (size(next) > size(most) ? next : most));
  // Of two groups the one has what the other lacks.
  const isPicked = eligible.length > 1 && groups.length > 2;
  const strict = strictLevel({ groups: eligible.length, isReferenceChosen: false }, options.confidenceLevel);
  const strictly = { ...options, confidenceLevel: strict };
  const [strictest] = conditionalDemographicDisparities(strata, [farthest.audited], strictly);
  const together = simultaneously(strictest!.disparity, options.confidenceLevel);
  return {
    metric,
    ...untested(isPicked ? withoutInterval(farthest.difference) : farthest.difference),
    isPicked,
    simultaneous: isPicked ? { difference: intervalOf(together), ratio: null } : null,
    between: [farthest.audited, []],
    farthest: { difference: farthest, ratio: farthest },
    comparisons,
    conditional,
    excluded,
    smallest: eligible.reduce((least, { n }) => Math.min(least, n), Infinity),
  };
}

function conditionalComparison({ group, disparity, test }: ConditionalDisparity): GroupComparison {
  const z = test.status === 'ok' && disparity.value !== null ? Math.sqrt(test.statistic) : null;
  return {
    measure: 'conditional_demographic_disparity',
    audited: group,
    reference: null,
    difference: disparity,
    ratio: noRatio(disparity),
    z: z === null ? null : z * Math.sign(disparity.value!),
    test,
    cohenH: null,
  };
}

function untested(difference: Estimate) {
  return {
    difference,
    ratio: noRatio(difference),
    direction: 'audited_minus_reference' as const,
    ...{ between: null, ratioBetween: null, farthest: null, comparisons: [], excluded: [] },
    ...{ isPicked: false, simultaneous: null },
  };
}

/** An index has no ratio to anything. */
function noRatio({ n, method }: Estimate): Estimate {
  return notComputable({ n, method: `ratio_of_${method}`, reason: 'method_does_not_fit' });
}
