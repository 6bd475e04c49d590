import { outcomeOf, type OutcomeRow } from '../fairness';
import { binIndex } from '../profile';
import { emptyOutcomeSegment, type OutcomeSegment, type OutcomeProfile } from './outcome-profile';

/** One decision with its score; `groups` holds one value for each of the profile's `by`. */
export interface ScoredOutcome extends OutcomeRow {
  /** Null, NaN and infinities are no score. */
  readonly score: number | null;
}

/** Counts one row into the profile, in place. Throws RangeError when it has not one value for each of `by`. */
export function addOutcome(profile: OutcomeProfile, row: ScoredOutcome): void {
  const { groups, predicted, actual, score } = row;
  if (groups.length !== profile.by.length)
    throw new RangeError(`a row has ${groups.length} values, the profile is by ${profile.by.length}`);
  const segment = segmentOf(profile, groups);
  profile.rows += 1;
  if (predicted === null) segment.unpredicted += 1;
  else segment.counts[outcomeOf(predicted, actual)] += 1;
  if (score === null || !Number.isFinite(score)) segment.scores.unscored += 1;
  else segment.scores[labelOf(actual)][binIndex(profile.edges, score)]! += 1;
}

function labelOf(actual: boolean | null): 'positive' | 'negative' | 'unlabelled' {
  if (actual === null) return 'unlabelled';
  return actual ? 'positive' : 'negative';
}

function segmentOf(profile: OutcomeProfile, values: readonly (string | null)[]): OutcomeSegment {
  const key = JSON.stringify(values);
  let segment = profile.segments.get(key);
  if (segment === undefined) {
    segment = emptyOutcomeSegment(values, profile.edges.length + 1);
    profile.segments.set(key, segment);
  }
  return segment;
}
