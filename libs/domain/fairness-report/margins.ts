import { predictedRows } from '@countersign/statistics/fairness';
import { type AuditCounts, type SectionCounts } from '../fairness';
import { sectionName } from './section-name';

/**
 * What does not add up in the counts: every section has to hold all rows, and no crossing more people of a value than the
 * attribute alone. Empty where all is well.
 */
export function marginFaults({ rows, sections }: AuditCounts): string[] {
  return [
    ...sections.flatMap((section) => totalFault(section, rows)),
    ...sections
      .filter(({ attributes }) => attributes.length > 1)
      .flatMap((crossed) =>
        crossed.attributes.flatMap((name, at) => {
          const alone = sections.find(({ attributes }) => attributes.length === 1 && attributes[0] === name);
          return alone === undefined ? [] : crossingFaults(crossed, at, alone);
        }),
      ),
  ];
}

function totalFault(
  { attributes, groups, unknownGroup, unpredicted, rows }: SectionCounts,
  all: number,
): string[] {
  const rated = groups.reduce((sum, { counts }) => sum + predictedRows(counts), 0);
  const sum = rated + unknownGroup + unpredicted;
  if (sum === all && rows === all) return [];
  return [`By ${sectionName(attributes)}: groups, unknown and unpredicted add up to ${sum} of ${all} rows.`];
}

function crossingFaults(crossed: SectionCounts, at: number, alone: SectionCounts): string[] {
  const sums = new Map<string, number>();
  for (const { group, counts } of crossed.groups) {
    sums.set(group[at]!, (sums.get(group[at]!) ?? 0) + predictedRows(counts));
  }
  const name = sectionName(crossed.attributes);
  const missing = crossed.unknownGroup - alone.unknownGroup;
  return [...sums].flatMap(([value, sum]) => {
    const whole = alone.groups.find(({ group }) => group[0] === value);
    const people = whole === undefined ? 0 : predictedRows(whole.counts);
    if (sum <= people && people - sum <= missing) return [];
    return [`By ${name}: ${value} adds up to ${sum} people, alone it has ${people}.`];
  });
}
