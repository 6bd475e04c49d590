import { type Estimate, type Interval, known, normalCdf, normalRangeQuantile } from '../inference';
import { type DenominatorPolicy } from './choose-reference';
import { type EligibleGroups } from './eligible-groups';

/** What the pair that an audit shows is the farthest apart of. */
export interface Contest {
  /** Groups of which any two may be the pair, or groups of which any one may be measured against a reference named beforehand. */
  readonly groups: number;
  readonly isReferenceChosen: boolean;
}

/** Intervals of the pair shown that hold, all together, as often as they say, whichever pair had been shown. */
export interface SimultaneousIntervals {
  readonly difference: Interval | null;
  readonly ratio: Interval | null;
}

/**
 * Among how many the pair is looked for; null where only one pair can be shown. Two groups against the whole that they
 * make up are one pair: either distance follows from the other.
 */
export function contestOf(
  { eligible, small }: EligibleGroups,
  denominator: DenominatorPolicy = 'max_eligible',
): Contest | null {
  const isReferenceChosen = !['fixed', 'majority', 'overall'].includes(denominator);
  if (isReferenceChosen) {
    const groups = eligible.length + (denominator === 'max_all' ? small.length : 0);
    return groups < 3 ? null : { groups, isReferenceChosen };
  }
  const isWhole = denominator === 'overall';
  const groups = isWhole ? eligible.length : eligible.length - 1;
  if (groups < 2 || (isWhole && groups === 2 && small.length === 0)) return null;
  return { groups, isReferenceChosen };
}

/**
 * The level that every interval needs for all of them to hold at the confidence level: Tukey's over all pairs of groups
 * (Agresti, Bini, Bertaccini and Ryu, Biometrics 64, 2008, for proportions), Bonferroni's over all groups against a
 * reference named beforehand.
 */
export function strictLevel({ groups, isReferenceChosen }: Contest, confidenceLevel = 0.95): number {
  if (!isReferenceChosen) return 1 - (1 - confidenceLevel) / groups;
  return 1 - 2 * normalCdf(-normalRangeQuantile(groups, confidenceLevel) / Math.SQRT2);
}

/** The estimate without its interval, which would not allow for the pair's having been looked for. */
export function withoutInterval(estimate: Estimate): Estimate {
  if (estimate.status !== 'ok') return estimate;
  const { n, method, value } = estimate;
  return known({ n, method, value, intervalReason: 'farthest_of_several' });
}

/** The estimate, made at the strict level, with its interval under the level at which all of them hold. */
export function simultaneously(estimate: Estimate, confidenceLevel = 0.95): Estimate {
  if (estimate.status !== 'ok' || estimate.interval === undefined) return estimate;
  const { interval } = estimate;
  return {
    ...estimate,
    interval: { ...interval, confidenceLevel, method: `${interval.method}_simultaneous` },
  };
}

export const intervalOf = (estimate: Estimate): Interval | null =>
  (estimate.status === 'ok' && estimate.interval) || null;
