import { type Interval, type ProportionCount, type ReasonCode, wilsonInterval } from '../inference';
import { effectivePredictedRows, groupRate } from './group-rate';
import { type GroupCounts } from './outcome-counts';
import { type FavourableOutcome, type GroupRateName } from './rate-cells';

/** What is compared between groups: a rate, or a number made of two. */
export type GroupMeasureName =
  | GroupRateName
  /** Share of the scored rows strictly above the median of the full sample. */
  | 'scoring_rate'
  /** Mean of true and false positive rate. */
  | 'mean_odds'
  /** False negatives over false positives. */
  | 'error_odds';

/** A measure of one group with what comparing it with another group needs. */
export interface GroupMeasure {
  readonly group: readonly string[];
  readonly value: number;
  /** Rows it rests on, effective ones where rows are weighted. */
  readonly n: number;
  /** Of a measure made of two rates. Null where it is a rate: its interval follows from its one part, at any level. */
  readonly interval: Interval | null;
  /** The proportions whose equality between groups means that the measures are equal. */
  readonly parts: readonly ProportionCount[];
  /** The fraction as counted, where the measure is a rate: differences and ratios of integers stay exact. */
  readonly fraction: { readonly numerator: number; readonly denominator: number } | null;
  /** True where rows are weighted, so that exact tests on integers do not apply. */
  readonly isWeighted: boolean;
}

/** No measure, and why: what is missing in the group. */
export interface MissingMeasure {
  readonly group: readonly string[];
  readonly reason: ReasonCode;
}

export interface MeasureOptions {
  readonly favourable: FavourableOutcome;
  /** In (0, 1); 0.95 unless told otherwise. */
  readonly confidenceLevel?: number;
}

/** Whether measuring a group depends on the confidence level. */
export const isMadeOfTwo = (name: GroupMeasureName): boolean => name === 'mean_odds' || name === 'error_odds';

/** The measure of a group from its counts. */
export function groupMeasure(
  name: GroupMeasureName,
  group: GroupCounts,
  options: MeasureOptions,
): GroupMeasure | MissingMeasure {
  if (name === 'mean_odds') return meanOdds(group, options);
  if (name === 'error_odds') return errorOdds(group, options);
  const fraction = fractionOf(name, group, options.favourable);
  if (fraction.denominator === 0) return { group: group.group, reason: fraction.reasonIfZero };
  const part = partOf(fraction);
  const { numerator, denominator } = fraction;
  return {
    group: group.group,
    value: numerator / denominator,
    n: part.n,
    interval: null,
    parts: [part],
    fraction: { numerator, denominator },
    isWeighted: group.squares !== undefined && name !== 'scoring_rate',
  };
}

type Fraction = ReturnType<typeof groupRate>;

function fractionOf(
  name: GroupRateName | 'scoring_rate',
  group: GroupCounts,
  favourable: FavourableOutcome,
): Fraction {
  if (name !== 'scoring_rate') return groupRate(name, group, favourable);
  const { aboveMedian, scored } = group.scoring ?? { aboveMedian: 0, scored: 0 };
  const reasonIfZero = effectivePredictedRows(group) === 0 ? 'no_rows' : 'no_scores';
  return { numerator: aboveMedian, denominator: scored, effectiveN: scored, reasonIfZero };
}

/** The fraction as so many of so many effective rows. */
function partOf({ numerator, denominator, effectiveN: n }: Fraction): ProportionCount {
  if (n === denominator) return { successes: numerator, n };
  return { successes: Math.min(n, (numerator / denominator) * n), n };
}

/**
 * Mean of true and false positive rate: average odds compare it. The two rates rest on different rows and so are
 * independent; the interval joins their Wilson intervals as Newcombe's does (Zou and Donner, Statistics in Medicine 27, 2008).
 */
function meanOdds(
  group: GroupCounts,
  { favourable, confidenceLevel }: MeasureOptions,
): GroupMeasure | MissingMeasure {
  const fractions = (['tpr', 'fpr'] as const).map((name) => groupRate(name, group, favourable));
  const missing = fractions.find(({ denominator }) => denominator === 0);
  if (missing !== undefined) return { group: group.group, reason: missing.reasonIfZero };
  const parts = fractions.map(partOf);
  const rates = fractions.map(({ numerator, denominator }) => numerator / denominator);
  const intervals = parts.map(({ successes, n }) => wilsonInterval(successes, n, confidenceLevel));
  const sum = rates[0]! + rates[1]!;
  const below = Math.hypot(...intervals.map(({ lower }, index) => rates[index]! - lower));
  const above = Math.hypot(...intervals.map(({ upper }, index) => upper - rates[index]!));
  return {
    group: group.group,
    value: sum / 2,
    n: parts[0]!.n + parts[1]!.n,
    interval: {
      ...intervals[0]!,
      lower: (sum - below) / 2,
      upper: (sum + above) / 2,
      method: 'mover_wilson',
    },
    parts,
    fraction: null,
    isWeighted: group.squares !== undefined,
  };
}

/**
 * False negatives over false positives: treatment equality compares it. It is the odds of the share of false negatives
 * among the errors, so its interval is that share's Wilson interval, and equal shares mean equal odds.
 */
function errorOdds(
  group: GroupCounts,
  { favourable, confidenceLevel }: MeasureOptions,
): GroupMeasure | MissingMeasure {
  const misses = groupRate('fnr', group, favourable);
  const { fn, fp } = group.counts;
  if (fp === 0) {
    const isUnlabelled = misses.reasonIfZero === 'no_rows' || misses.reasonIfZero === 'no_labels';
    return { group: group.group, reason: isUnlabelled ? misses.reasonIfZero : 'zero_reference' };
  }
  const errors = group.squares === undefined ? fn + fp : effectiveErrors(group);
  const share = fn / (fn + fp);
  const part = { successes: group.squares === undefined ? fn : share * errors, n: errors };
  const { lower, upper } = wilsonInterval(part.successes, part.n, confidenceLevel);
  return {
    group: group.group,
    value: fn / fp,
    n: errors,
    interval: {
      lower: lower / (1 - lower),
      upper: upper / (1 - upper),
      confidenceLevel: confidenceLevel ?? 0.95,
      method: 'wilson_odds',
    },
    parts: [part],
    fraction: { numerator: fn, denominator: fp },
    isWeighted: group.squares !== undefined,
  };
}

function effectiveErrors({ counts, squares }: GroupCounts): number {
  const weight = counts.fn + counts.fp;
  return Math.max(1, (weight * weight) / (squares!.fn + squares!.fp));
}
