import {
  cochranMantelHaenszel,
  type Estimate,
  known,
  mantelHaenszelOddsRatio,
  newcombeInterval,
  notComputable,
  type ProportionCount,
  type Stratum,
  type TestResult,
} from '../inference';
import { groupRate } from './group-rate';
import { type GroupCounts } from './outcome-counts';
import { type FavourableOutcome } from './rate-cells';
import { sumGroups, withoutGroup } from './sum-groups';

/** The groups of one stratum, such as a department or a month. */
export interface StratumCounts {
  readonly stratum: string;
  readonly groups: readonly GroupCounts[];
}

/** Whether a group is favoured less than all others once strata are compared with themselves. */
export interface ConditionalDisparity {
  readonly group: readonly string[];
  /** In [−1, 1]; positive where the group has more than its part of the unfavourable predictions. */
  readonly disparity: Estimate;
  /** That the odds of the favourable prediction are the same in every stratum. */
  readonly test: TestResult;
  /** Odds of the favourable prediction, the group's over everybody else's, common to all strata. */
  readonly oddsRatio: Estimate;
  /** Strata with both predictions, and all of them: only the former say anything. */
  readonly strata: { readonly used: number; readonly all: number };
}

export interface ConditionalDisparityOptions {
  readonly favourable: FavourableOutcome;
  /** In (0, 1); 0.95 unless told otherwise. */
  readonly confidenceLevel?: number;
}

/** A stratum with all of its rows together. */
interface SummedStratum {
  readonly groups: readonly GroupCounts[];
  readonly all: GroupCounts;
  /** Where a group stands, by its name. */
  readonly places: ReadonlyMap<string, number>;
}

/** One stratum with both predictions. */
interface UsedStratum {
  readonly rows: number;
  readonly amongRejected: ProportionCount;
  readonly amongAccepted: ProportionCount;
}

/**
 * Conditional demographic disparity of one group: in each stratum the group's share of the unfavourable predictions minus
 * its share of the favourable ones, averaged by the strata's rows. Strata where everybody got the same prediction are left
 * out, where Amazon SageMaker Clarify counts them as 0; with one stratum it is the plain demographic disparity.
 * The interval joins the strata's Newcombe intervals. Beside it stand the Cochran–Mantel–Haenszel test and odds ratio of
 * the group against everybody else. O(strata × groups). Source: Wachter, Mittelstadt and Russell (2020).
 */
export function conditionalDemographicDisparity(
  strata: readonly StratumCounts[],
  group: readonly string[],
  options: ConditionalDisparityOptions,
): ConditionalDisparity {
  return conditionalDemographicDisparities(strata, [group], options)[0]!;
}

/** That of several groups, the strata being added up once. O(strata × groups). */
export function conditionalDemographicDisparities(
  strata: readonly StratumCounts[],
  groups: readonly (readonly string[])[],
  options: ConditionalDisparityOptions,
): ConditionalDisparity[] {
  const summed = strata.map(sumStratum);
  return groups.map((group) => disparityOf(summed, group, options));
}

function disparityOf(
  strata: readonly SummedStratum[],
  group: readonly string[],
  { favourable, confidenceLevel }: ConditionalDisparityOptions,
): ConditionalDisparity {
  const split = strata.map((stratum) => splitStratum(stratum, group, favourable));
  const used = split.flatMap(({ used: stratum }) => stratum ?? []);
  const tables = split.map(({ table }) => table);
  const rows = used.reduce((sum, stratum) => sum + stratum.rows, 0);
  const method = 'conditional_demographic_disparity';
  const basis = { n: rows, method };
  return {
    group,
    disparity:
      used.length === 0
        ? notComputable({ ...basis, reason: 'no_common_stratum' })
        : known({ ...basis, ...weightedDisparity(used, rows, confidenceLevel) }),
    test: cochranMantelHaenszel(tables),
    oddsRatio: mantelHaenszelOddsRatio(tables, confidenceLevel),
    strata: { used: used.length, all: strata.length },
  };
}

function weightedDisparity(used: readonly UsedStratum[], rows: number, confidenceLevel = 0.95) {
  let [value, below, above] = [0, 0, 0];
  for (const { rows: n, amongRejected, amongAccepted } of used) {
    const share = n / rows;
    const difference = amongRejected.successes / amongRejected.n - amongAccepted.successes / amongAccepted.n;
    const interval = newcombeInterval(amongRejected, amongAccepted, confidenceLevel);
    value += share * difference;
    below += (share * (difference - interval.lower)) ** 2;
    above += (share * (interval.upper - difference)) ** 2;
  }
  return {
    value,
    interval: {
      lower: Math.max(-1, value - Math.sqrt(below)),
      upper: Math.min(1, value + Math.sqrt(above)),
      confidenceLevel,
      method: 'stratified_newcombe',
    },
  };
}

function sumStratum({ groups }: StratumCounts): SummedStratum {
  const places = new Map(groups.map(({ group }, place) => [nameOf(group), place] as const));
  return { groups, all: sumGroups(groups, []), places };
}

const nameOf = (group: readonly string[]): string => JSON.stringify(group);

function splitStratum(
  { groups, all, places }: SummedStratum,
  name: readonly string[],
  favourable: FavourableOutcome,
): { used: UsedStratum | null; table: Stratum } {
  const place = places.get(nameOf(name));
  const own = place === undefined ? sumGroups([], name) : groups[place]!;
  const others = place === undefined ? all : withoutGroup(all, groups, place);
  const accepted = favourableRows(own, favourable);
  const acceptedByAll = favourableRows(all, favourable);
  const table = { first: effectivePart(own, favourable), second: effectivePart(others, favourable) };
  const rejected = accepted.denominator - accepted.numerator;
  const rejectedByAll = acceptedByAll.denominator - acceptedByAll.numerator;
  if (acceptedByAll.numerator === 0 || rejectedByAll === 0) return { used: null, table };
  // Weights count as the effective number of rows of the whole stratum.
  const scale = acceptedByAll.effectiveN / acceptedByAll.denominator;
  return {
    used: {
      rows: acceptedByAll.denominator,
      amongRejected: scaled(rejected, rejectedByAll, scale),
      amongAccepted: scaled(accepted.numerator, acceptedByAll.numerator, scale),
    },
    table,
  };
}

const favourableRows = (group: GroupCounts, favourable: FavourableOutcome) =>
  groupRate('favourable_rate', group, favourable);

function effectivePart(group: GroupCounts, favourable: FavourableOutcome): ProportionCount {
  const { numerator, denominator, effectiveN } = favourableRows(group, favourable);
  return denominator === 0
    ? { successes: 0, n: 0 }
    : scaled(numerator, denominator, effectiveN / denominator);
}

function scaled(successes: number, n: number, scale: number): ProportionCount {
  if (scale === 1) return { successes, n };
  const effective = Math.max(1, n * scale);
  return { successes: Math.min(effective, (successes / n) * effective), n: effective };
}
