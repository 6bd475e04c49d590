import { compareGroupNames } from './compare-group-names';
import { type GroupCounts, type PopulationCounts } from './outcome-counts';
import { sumGroups } from './sum-groups';

/**
 * The counts of two populations together, as if their rows had been counted at once; associative and commutative.
 * Throws RangeError when they are counted by different attributes.
 */
export function mergeCounts(a: PopulationCounts, b: PopulationCounts): PopulationCounts {
  if (JSON.stringify(a.attributes) !== JSON.stringify(b.attributes)) {
    throw new RangeError(
      `counts by ${a.attributes.join(', ')} do not merge with counts by ${b.attributes.join(', ')}`,
    );
  }
  const groups = new Map<string, GroupCounts>();
  for (const entry of [...a.groups, ...b.groups]) {
    const key = JSON.stringify(entry.group);
    const present = groups.get(key);
    groups.set(key, present === undefined ? entry : sumGroups([present, entry], entry.group));
  }
  return {
    attributes: a.attributes,
    rows: a.rows + b.rows,
    unknownGroup: a.unknownGroup + b.unknownGroup,
    unpredicted: a.unpredicted + b.unpredicted,
    groups: [...groups.values()].sort((x, y) => compareGroupNames(x.group, y.group)),
  };
}
