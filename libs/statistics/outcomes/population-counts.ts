import { type GroupCounts, type PopulationCounts } from '../fairness';
import { compareCodePoints } from '../ordering';
import { type OutcomeProfile } from './outcome-profile';

/**
 * What a fairness audit reads, from a profile by one or several attributes: the same as counting the rows themselves.
 * Rows of unknown group and rows without prediction are told apart as `countOutcomes` does.
 */
export function populationCounts({ by, rows, cells }: OutcomeProfile): PopulationCounts {
  let unknownGroup = 0;
  let unpredicted = 0;
  const groups: GroupCounts[] = [];
  for (const { values, counts, unpredicted: without } of cells.values()) {
    if (isKnown(values)) {
      groups.push({ group: values, counts: { ...counts } });
      unpredicted += without;
    } else {
      unknownGroup += Object.values(counts).reduce((sum, count) => sum + count, without);
    }
  }
  return { attributes: by, rows, unknownGroup, unpredicted, groups: groups.sort(compareGroups) };
}

function isKnown(values: readonly (string | null)[]): values is readonly string[] {
  return values.every((value) => value !== null);
}

function compareGroups(a: GroupCounts, b: GroupCounts): number {
  const at = a.group.findIndex((value, index) => value !== b.group[index]);
  return at === -1 ? 0 : compareCodePoints(a.group[at]!, b.group[at]!);
}
