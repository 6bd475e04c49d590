import {
  type DisparityLimit,
  type DisparityName,
  type FavourableOutcome,
  type GroupRateName,
  type OutcomeCounts,
  predictedRows,
  rateCells,
} from '@countersign/statistics/fairness';
import {
  type GroupSelection,
  highestRate,
  sampleSizeAdvice,
} from '@countersign/statistics/fairness-evidence';
import { type FairnessPolicy, type SectionResults } from '../fairness';

/** Chance that a gap of the size of the limit is found. */
const wantedPower = 0.8;

/** The rows that a rate divides by. */
export type RateDenominator =
  'labelled' | 'negatives' | 'positives' | 'predicted' | 'predictedNegatives' | 'predictedPositives';

/** What one group lacks of the rows that a rate divides by. */
export interface GroupNeed {
  readonly group: readonly string[];
  /** Rows in the denominator, and people of the group with a prediction. */
  readonly n: number;
  readonly people: number;
  /** Rows that the minimums of the policy still ask for before a verdict counts; 0 where there are enough. */
  readonly forVerdict: number;
  /** Chance to find the gap now; null for the reference itself, and where no gap or no reference is there. */
  readonly power: number | null;
  /** Rows lacking to find the gap; null where no number of its own rows suffices, or nothing can be said. */
  readonly forGap: number | null;
  /** People of the group that so many rows take, where the denominator keeps its part of them; null where it has none. */
  readonly morePeople: number | null;
  readonly isReference: boolean;
}

/** What a criterion needs, for one of the rates that it compares. */
export interface RateNeed {
  readonly criterion: DisparityName;
  readonly rate: GroupRateName;
  readonly denominator: RateDenominator;
  /** The gap at the limit, as a difference of rates; null where the limit names none. */
  readonly gap: number | null;
  readonly reference: readonly string[] | null;
  readonly groups: readonly GroupNeed[];
}

export interface NeededRows {
  readonly needs: readonly RateNeed[];
  /** Criteria that compare no rate of single groups: rows for them cannot be counted so. */
  readonly without: readonly DisparityName[];
  /** Of a two-sided test of one pair, not corrected for others. */
  readonly alpha: number;
  readonly power: number;
}

const ratesOf: Readonly<Partial<Record<DisparityName, readonly GroupRateName[]>>> = {
  demographic_parity: ['selection_rate'],
  impact_ratio: ['favourable_rate'],
  equal_opportunity: ['tpr'],
  equalized_odds: ['tpr', 'fpr'],
  average_odds: ['tpr', 'fpr'],
  predictive_parity: ['ppv'],
  fpr_parity: ['fpr'],
  fnr_parity: ['fnr'],
  for_parity: ['for'],
  accuracy_parity: ['accuracy'],
};

const denominators: Readonly<Partial<Record<GroupRateName, RateDenominator>>> = {
  selection_rate: 'predicted',
  favourable_rate: 'predicted',
  tpr: 'positives',
  fnr: 'positives',
  fpr: 'negatives',
  ppv: 'predictedPositives',
  for: 'predictedNegatives',
};

/**
 * Rows that each group lacks, by criterion and by what its rates divide by: for a verdict at all, and for a gap of the size
 * of the limit to be found with a power of 0.8. The reference stays as it is.
 */
export function neededRows(section: SectionResults, policy: FairnessPolicy): NeededRows {
  const needs = policy.criteria.flatMap((criterion) =>
    (ratesOf[criterion] ?? []).map((rate) => needOf({ criterion, rate }, section, policy)),
  );
  const without = policy.criteria.filter((criterion) => ratesOf[criterion] === undefined);
  return { needs, without, alpha: policy.alpha, power: wantedPower };
}

function needOf(
  { criterion, rate }: Pick<RateNeed, 'criterion' | 'rate'>,
  section: SectionResults,
  policy: FairnessPolicy,
): RateNeed {
  const denominator = denominators[rate] ?? 'labelled';
  const people = section.groups.map(({ group, counts }) => ({
    group,
    ...selection(counts, rate, policy.favourable.prediction),
  }));
  const minimum = minimumOf(denominator, policy);
  const reference = referenceOf(people, section, minimum);
  const gap = reference && gapOf(policy.limits[criterion] ?? {}, reference.selected / reference.n);
  const advised = advice(people, { reference, gap, alpha: policy.alpha });
  return {
    ...{ criterion, rate, denominator, gap, reference: reference?.group ?? null },
    groups: section.groups.map(({ group, counts }, at) => {
      const { n } = people[at]!;
      const { power = null, moreRows: forGap = null } = advised.get(people[at]!) ?? {};
      const predicted = predictedRows(counts);
      const forVerdict = Math.max(0, minimum - n);
      const rows = Math.max(forVerdict, forGap ?? 0);
      const morePeople = rows === 0 ? 0 : n === 0 ? null : Math.ceil((rows * predicted) / n);
      const isReference = people[at] === reference;
      return { group, n, people: predicted, forVerdict, power, forGap, morePeople, isReference };
    }),
  };
}

function selection(counts: OutcomeCounts, rate: GroupRateName, favourable: FavourableOutcome) {
  const { numerator, denominator } = rateCells(rate, favourable);
  const sum = (cells: readonly (keyof OutcomeCounts)[]) =>
    cells.reduce((total, cell) => total + counts[cell], 0);
  return { n: sum(denominator), selected: sum(numerator) };
}

/** Rows below which a group takes no part, or a pass does not count. */
function minimumOf(denominator: RateDenominator, { minimums }: FairnessPolicy): number {
  const least =
    denominator === 'positives' || denominator === 'negatives' || denominator === 'predictedPositives'
      ? minimums[denominator]
      : minimums.groupSize;
  return Math.max(least, minimums.forPass);
}

/** The named group, the largest under `majority`, else that of the highest rate among those with enough rows. */
function referenceOf(
  people: readonly GroupSelection[],
  { denominator, reference }: SectionResults,
  minimum: number,
): GroupSelection | null {
  const name = JSON.stringify(reference);
  const named = people.find(({ group, n }) => n > 0 && JSON.stringify(group) === name);
  if (denominator === 'fixed' && named) return named;
  if (denominator === 'majority') {
    const most = people.reduce((largest, { n }) => Math.max(largest, n), 0);
    return people.find(({ n }) => n > 0 && n === most) ?? null;
  }
  return highestRate(people.filter(({ n }) => n >= minimum)) ?? highestRate(people) ?? null;
}

/** The smallest gap that breaks the limit, where one group has this rate. */
function gapOf({ maximumDifference, minimumRatio }: DisparityLimit, rate: number): number | null {
  const gaps = [maximumDifference, minimumRatio === undefined ? undefined : rate * (1 - minimumRatio)];
  const gap = Math.min(...gaps.filter((each) => each !== undefined));
  return gap > 0 && gap < 1 ? gap : null;
}

type Advice = ReturnType<typeof sampleSizeAdvice>['groups'][number];

/** By group, save the reference: below its rate, or above it where there is no room below. */
function advice(
  people: readonly GroupSelection[],
  { reference, gap, alpha }: { reference: GroupSelection | null; gap: number | null; alpha: number },
): Map<GroupSelection, Advice> {
  if (reference === null || gap === null || alpha >= wantedPower) return new Map();
  const hasRoom = reference.selected / reference.n >= gap;
  // A gap above a rate is one below that of the opposite.
  const turned = hasRoom ? people : people.map((each) => ({ ...each, selected: each.n - each.selected }));
  const { groups } = sampleSizeAdvice(turned, {
    ...{ gap, alpha, power: wantedPower },
    reference: reference.group,
  });
  const others = people.filter((each) => each !== reference);
  return new Map(others.map((each, at) => [each, groups[at]!]));
}
