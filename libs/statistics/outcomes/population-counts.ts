import { compareGroupNames, type GroupCounts, type PopulationCounts } from '../fairness';
import { type OutcomeProfile } from './outcome-profile';

/**
 * What a fairness audit reads, from a profile by one or several attributes: the same as counting the rows themselves.
 * Rows of unknown group and rows without prediction are told apart as `countOutcomes` does.
 */
export function populationCounts({ by, rows, segments }: OutcomeProfile): PopulationCounts {
  let unknownGroup = 0;
  let unpredicted = 0;
  const groups: GroupCounts[] = [];
  for (const { values, counts, unpredicted: without } of segments.values()) {
    if (isKnown(values)) {
      groups.push({ group: values, counts: { ...counts } });
      unpredicted += without;
    } else {
      unknownGroup += Object.values(counts).reduce((sum, count) => sum + count, without);
    }
  }
  return {
    attributes: by,
    rows,
    unknownGroup,
    unpredicted,
    groups: groups.sort((a, b) => compareGroupNames(a.group, b.group)),
  };
}

function isKnown(values: readonly (string | null)[]): values is readonly string[] {
  return values.every((value) => value !== null);
}
