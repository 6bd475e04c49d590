import {
  type Estimate,
  katzInterval,
  known,
  newcombeInterval,
  notComputable,
  type ProportionCount,
  type ReasonCode,
} from '../inference';
import { type FavourableOutcome, groupRate, type GroupRateName } from './group-rate';
import { type GroupCounts, predictedRows } from './outcome-counts';

/** A group that takes no part in a verdict, and why. */
export interface ExcludedGroup {
  readonly group: readonly string[];
  readonly reason: ReasonCode;
}

/** The two groups at the extremes, lowest rate first. */
export type ExtremeGroups = readonly [low: readonly string[], high: readonly string[]];

/** One rate compared over all groups that have enough observations for it. */
export interface RateComparison {
  readonly difference: Estimate;
  readonly ratio: Estimate;
  /** Null when there are not two groups to compare. */
  readonly between: ExtremeGroups | null;
  readonly excluded: readonly ExcludedGroup[];
}

export interface ComparisonOptions {
  readonly favourable: FavourableOutcome;
  /** A group needs this many predicted rows, and as many in the rate's denominator. */
  readonly minimumGroupSize: number;
}

interface Candidate extends ProportionCount {
  readonly group: readonly string[];
}

/**
 * Highest minus lowest and lowest over highest of a rate among the eligible groups, with Newcombe's and Katz's intervals
 * at 95 % for that pair (they do not allow for its having been picked as the widest).
 * Where the highest rate is 0 the ratio has nothing to divide by. The difference is then not computable either, since
 * nobody having received the outcome says nothing about equal treatment; only a false positive rate of 0 everywhere is
 * a finding, so its difference stays 0.
 */
export function compareGroups(
  rateName: GroupRateName,
  groups: readonly GroupCounts[],
  options: ComparisonOptions,
): RateComparison {
  const { candidates, excluded } = eligibleGroups(rateName, groups, options);
  const [low, high] = extremes(candidates);
  const n = candidates.reduce((sum, candidate) => sum + candidate.n, 0);
  const difference = { n, method: `difference_of_${rateName}` };
  const ratio = { n, method: `ratio_of_${rateName}` };
  if (low === undefined || high === undefined) {
    const reason = tooFewGroups(groups, candidates, excluded);
    return {
      difference: notComputable({ ...difference, reason }),
      ratio: notComputable({ ...ratio, reason }),
      between: null,
      excluded,
    };
  }
  const between: ExtremeGroups = [low.group, high.group];
  const zero = high.successes === 0;
  return {
    difference:
      zero && rateName !== 'fpr'
        ? notComputable({ ...difference, reason: 'zero_reference' })
        : known({ ...difference, value: exactDifference(high, low), interval: newcombeInterval(high, low) }),
    ratio: zero ? notComputable({ ...ratio, reason: 'zero_reference' }) : knownRatio(ratio, low, high),
    between,
    excluded,
  };
}

function eligibleGroups(
  rateName: GroupRateName,
  groups: readonly GroupCounts[],
  { favourable, minimumGroupSize }: ComparisonOptions,
): { candidates: Candidate[]; excluded: ExcludedGroup[] } {
  const candidates: Candidate[] = [];
  const excluded: ExcludedGroup[] = [];
  for (const { group, counts } of groups) {
    const { numerator, denominator, reasonIfZero } = groupRate(rateName, counts, favourable);
    if (predictedRows(counts) < minimumGroupSize) excluded.push({ group, reason: 'below_minimum_n' });
    else if (denominator === 0) excluded.push({ group, reason: reasonIfZero });
    else if (denominator < minimumGroupSize) excluded.push({ group, reason: 'below_minimum_n' });
    else candidates.push({ group, successes: numerator, n: denominator });
  }
  return { candidates, excluded };
}

/** The first of the lowest and the last of the highest, so that the two differ even when all rates are equal. */
function extremes(candidates: readonly Candidate[]): readonly [Candidate?, Candidate?] {
  if (candidates.length < 2) return [];
  return [
    candidates.reduce((low, next) => (crossDifference(next, low) < 0 ? next : low)),
    candidates.reduce((high, next) => (crossDifference(next, high) >= 0 ? next : high)),
  ];
}

function tooFewGroups(
  groups: readonly GroupCounts[],
  candidates: readonly Candidate[],
  excluded: readonly ExcludedGroup[],
): ReasonCode {
  if (groups.length === 0) return 'missing_group';
  if (candidates.length === 1) return 'single_group';
  return excluded.some(({ reason }) => reason === 'below_minimum_n')
    ? 'below_minimum_n'
    : excluded[0]!.reason;
}

function knownRatio(basis: { n: number; method: string }, low: Candidate, high: Candidate): Estimate {
  const interval = katzInterval(low, high);
  const value = (low.successes * high.n) / (low.n * high.successes);
  return known({ ...basis, value, ...(interval === null ? {} : { interval }) });
}

/** Sign and size of a's rate minus b's, times both denominators: an exact integer. */
function crossDifference(a: ProportionCount, b: ProportionCount): number {
  return a.successes * b.n - b.successes * a.n;
}

/** One division of integers, so that a difference of exactly .2 meets a limit of .2: 9/10 − 7/10 would not. */
function exactDifference(a: ProportionCount, b: ProportionCount): number {
  return crossDifference(a, b) / (a.n * b.n);
}
