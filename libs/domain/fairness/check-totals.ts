import { outcomeCells, type OutcomeCounts, predictedRows } from '@countersign/statistics/fairness';
import { type AuditCounts, type SectionCounts } from './audit-counts';
import { decisionsFault } from './check-decisions';

/** What is wrong, with the place; null where nothing is. */
export type Fault = string | null;

/**
 * Every section counts every row once: groups, people of unknown group and rows without prediction. Decisions add up to
 * predictions.
 */
export function totalsFault({ rows, sections }: AuditCounts): Fault {
  for (const [at, section] of sections.entries()) {
    const place = `counts.sections[${at}]`;
    if (section.rows !== rows) return `${place}.rows is ${section.rows} and the audit has ${rows} rows`;
    const known = section.groups.reduce((sum, { counts }) => sum + predictedRows(counts), 0);
    const sum = known + section.unknownGroup + section.unpredicted;
    if (sum !== rows)
      return `${place}: groups, unknown and unpredicted rows add up to ${sum}, not to ${rows}`;
    if (predictedRows(section.unknownPeople) > section.unknownGroup)
      return `${place}.unknownPeople are more than the ${section.unknownGroup} rows of unknown group`;
    const fault = decisionsFault(section, place) ?? strataFault(section, place);
    if (fault !== null) return fault;
  }
  return null;
}

/** Strata hold no one whom the groups do not. */
function strataFault({ strata = [], groups }: SectionCounts, place: string): Fault {
  const left = new Map(
    groups.map(({ group, counts }) => [JSON.stringify(group), { ...counts } as OutcomeCounts]),
  );
  for (const [at, stratum] of strata.entries())
    for (const [index, { group, counts }] of stratum.groups.entries()) {
      const key = JSON.stringify(group);
      const rest = left.get(key);
      const here = `${place}.strata[${at}].groups[${index}]`;
      if (rest === undefined) return `${here} is no group of the section`;
      const next = subtracted(rest, counts);
      const over = outcomeCells.find((cell) => next[cell] < 0);
      if (over !== undefined) return `${here}.counts.${over}: the strata hold more than the group`;
      left.set(key, next);
    }
  return null;
}

function subtracted(from: OutcomeCounts, counts: OutcomeCounts): OutcomeCounts {
  const rest = { ...from };
  for (const cell of outcomeCells) rest[cell] -= counts[cell];
  return rest;
}
