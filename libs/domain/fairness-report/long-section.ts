import { type SectionResults } from '../fairness';
import { type ReportPart } from '../report';
import { text } from './parts';
import { sectionName } from './section-name';

/** Crossings of more groups than this get the tables that verdicts rest on, and no others. */
const mostGroups = 30;

/** Whether a section is a crossing of so many groups that a reader looks for the rest in the evidence. */
export function isLong({ attributes, groups }: SectionResults): boolean {
  return attributes.length > 1 && groups.length > mostGroups;
}

/** Says of long sections what is not printed. */
export function leftOut(sections: readonly SectionResults[], what: string): ReportPart[] {
  const names = sections
    .filter(isLong)
    .map(({ attributes, groups }) => `${sectionName(attributes)} (${groups.length} groups)`);
  return names.length === 0
    ? []
    : [text(`Not printed for ${names.join(', ')}: ${what}. The evidence holds them.`)];
}
