import { type OutcomeCounts, type OutcomeRow } from '../fairness';
import { binIndex } from '../profile';
import { emptyOutcomeCell, type OutcomeCell, type OutcomeProfile } from './outcome-profile';

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
  const cell = cellOf(profile, groups);
  profile.rows += 1;
  if (predicted === null) cell.unpredicted += 1;
  else cell.counts[outcomeOf(predicted, actual)] += 1;
  if (score === null || !Number.isFinite(score)) cell.scores.unscored += 1;
  else cell.scores[labelOf(actual)][binIndex(profile.edges, score)]! += 1;
}

function outcomeOf(predicted: boolean, actual: boolean | null): keyof OutcomeCounts {
  if (actual === null) return predicted ? 'unlabelledPositive' : 'unlabelledNegative';
  if (actual) return predicted ? 'tp' : 'fn';
  return predicted ? 'fp' : 'tn';
}

function labelOf(actual: boolean | null): 'positive' | 'negative' | 'unlabelled' {
  if (actual === null) return 'unlabelled';
  return actual ? 'positive' : 'negative';
}

function cellOf(profile: OutcomeProfile, values: readonly (string | null)[]): OutcomeCell {
  const key = JSON.stringify(values);
  let cell = profile.cells.get(key);
  if (cell === undefined) {
    cell = emptyOutcomeCell(values, profile.edges.length + 1);
    profile.cells.set(key, cell);
  }
  return cell;
}
