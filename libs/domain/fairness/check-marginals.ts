import { outcomeCells, predictedRows } from '@countersign/statistics/fairness';
import { type AuditCounts, type CountedGroup, type SectionCounts } from './audit-counts';
import { type Fault } from './check-totals';
import { countPlace, countVector } from './count-vector';
import { type DecisionCounts, decisionCells } from './decision-counts';

/**
 * Sections agree with one another: all hold the same people by outcome, and what a group is crossed into adds up to no more
 * than the group.
 */
export function marginalsFault({ sections }: AuditCounts): Fault {
  const first = sections[0];
  for (const [at, section] of sections.entries()) {
    const place = `counts.sections[${at}]`;
    const fault = populationFault(first!, section, place);
    if (fault !== null) return fault;
    for (const [index, crossed] of sections.entries()) {
      if (index === at || !section.attributes.every((name) => crossed.attributes.includes(name))) continue;
      const found = crossingFault(section, crossed, { place, other: `counts.sections[${index}]` });
      if (found !== null) return found;
    }
  }
  return null;
}

/** People by outcome and by decision, of known group or not, and rows without prediction. */
function populationOf({
  groups,
  unknownPeople,
  unknownDecisions,
  unknownGroup,
  unpredicted,
}: SectionCounts): [string, number][] {
  return [
    ...outcomeCells.map((cell): [string, number] => [
      cell,
      groups.reduce((sum, { counts }) => sum + counts[cell], unknownPeople[cell]),
    ]),
    ...(unknownDecisions
      ? decisionCells.map((cell): [string, number] => [cell, decidedSo(cell, groups, unknownDecisions)])
      : []),
    ['unpredicted', unpredicted + unknownGroup - predictedRows(unknownPeople)],
  ];
}

function decidedSo(
  cell: keyof DecisionCounts,
  groups: readonly CountedGroup[],
  unknown: DecisionCounts,
): number {
  return groups.reduce((sum, { decisions }) => sum + (decisions?.[cell] ?? 0), unknown[cell]);
}

function populationFault(first: SectionCounts, section: SectionCounts, place: string): Fault {
  const wanted = populationOf(first);
  for (const [at, [name, count]] of populationOf(section).entries())
    if (count !== wanted[at]![1])
      return `${place} holds ${count} people of outcome ${name}, the first section ${wanted[at]![1]}`;
  return null;
}

function crossingFault(section: SectionCounts, crossed: SectionCounts, { place, other }: Places): Fault {
  if (crossed.unknownGroup < section.unknownGroup)
    return `${other}.unknownGroup is less than ${place}.unknownGroup`;
  return partsFault(section, crossed, { place, other }) ?? strataFault(section, crossed, { place, other });
}

/** What is crossed within a stratum is of that stratum. */
function strataFault(section: SectionCounts, crossed: SectionCounts, { place, other }: Places): Fault {
  for (const [at, { stratum, groups }] of (crossed.strata ?? []).entries()) {
    const here = `${other}.strata[${at}]`;
    const index = section.strata?.findIndex((each) => each.stratum === stratum) ?? -1;
    if (index < 0) return `${here} is no stratum of ${place}`;
    const fault = partsFault(
      { attributes: section.attributes, groups: section.strata![index]!.groups },
      { attributes: crossed.attributes, groups },
      { place: `${place}.strata[${index}]`, other: here },
    );
    if (fault !== null) return fault;
  }
  return null;
}

interface Places {
  readonly place: string;
  readonly other: string;
}

type Parts = Pick<SectionCounts, 'attributes' | 'groups'>;

/** Groups of a crossing add up to no more than the groups that they are parts of. */
function partsFault(section: Parts, crossed: Parts, { place, other }: Places): Fault {
  const positions = section.attributes.map((name) => crossed.attributes.indexOf(name));
  const sums = new Map(
    section.groups.map(({ group }) => [JSON.stringify(group), null as Float64Array | null]),
  );
  for (const [at, group] of crossed.groups.entries()) {
    const key = JSON.stringify(positions.map((position) => group.group[position]));
    const sum = sums.get(key);
    if (sum === undefined) return `${other}.groups[${at}] is of no group of ${place}`;
    const counts = countVector(group);
    if (sum === null) sums.set(key, counts);
    else counts.forEach((count, index) => (sum[index]! += count));
  }
  return groupsFault(section.groups, [...sums.values()], { place, other });
}

function groupsFault(
  groups: readonly CountedGroup[],
  sums: readonly (Float64Array | null)[],
  { place, other }: Places,
): Fault {
  for (const [at, group] of groups.entries()) {
    const own = countVector(group);
    const over = sums[at]?.findIndex((sum, index) => sum > own[index]!) ?? -1;
    if (over >= 0)
      return `${place}.groups[${at}].${countPlace(over, group)} is less than the sum over ${other}`;
  }
  return null;
}
