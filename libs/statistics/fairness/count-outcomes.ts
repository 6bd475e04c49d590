import { compareGroupNames } from './compare-group-names';
import { type GroupCounts, type OutcomeCounts, type PopulationCounts } from './outcome-counts';

/** One person or case. Null means unknown and never turns into a group or an outcome. */
export interface OutcomeRow {
  /** One value per attribute, in the order of the attributes. */
  readonly groups: readonly (string | null)[];
  /** True: predicted positive. */
  readonly predicted: boolean | null;
  /** True: actually positive. */
  readonly actual: boolean | null;
}

type Tally = { -readonly [Field in keyof OutcomeCounts]: number };

/**
 * Counts outcomes by group in one pass. Rows that lack a group value are counted as unknown, rows without prediction as
 * unpredicted; a group all of whose rows lack a prediction is still listed, with zeros.
 * Throws RangeError when a row has not one value per attribute.
 */
export function countOutcomes(rows: Iterable<OutcomeRow>, attributes: readonly string[]): PopulationCounts {
  const groups = new Map<string, { group: readonly string[]; counts: Tally }>();
  let total = 0;
  let unknownGroup = 0;
  let unpredicted = 0;
  for (const row of rows) {
    if (row.groups.length !== attributes.length) {
      throw new RangeError(
        `row ${total} has ${row.groups.length} group values for ${attributes.length} attributes`,
      );
    }
    total += 1;
    if (!isKnown(row.groups)) {
      unknownGroup += 1;
      continue;
    }
    // JSON keeps the values apart whatever they contain, which no separator would.
    const key = JSON.stringify(row.groups);
    let entry = groups.get(key);
    if (entry === undefined) groups.set(key, (entry = { group: [...row.groups], counts: emptyTally() }));
    if (row.predicted === null) unpredicted += 1;
    else entry.counts[outcomeOf(row.predicted, row.actual)] += 1;
  }
  const sorted: GroupCounts[] = [...groups.values()].sort((a, b) => compareGroupNames(a.group, b.group));
  return { attributes: [...attributes], rows: total, unknownGroup, unpredicted, groups: sorted };
}

function isKnown(groups: readonly (string | null)[]): groups is readonly string[] {
  return groups.every((value) => value !== null);
}

/** The cell of the counts that a predicted row falls into. */
export function outcomeOf(predicted: boolean, actual: boolean | null): keyof OutcomeCounts {
  if (actual === null) return predicted ? 'unlabelledPositive' : 'unlabelledNegative';
  if (actual) return predicted ? 'tp' : 'fn';
  return predicted ? 'fp' : 'tn';
}

function emptyTally(): Tally {
  return { tp: 0, fp: 0, fn: 0, tn: 0, unlabelledPositive: 0, unlabelledNegative: 0 };
}
