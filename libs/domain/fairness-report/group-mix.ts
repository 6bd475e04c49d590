import { type AuditEvidence } from '../fairness';
import { formatNumber, type ReportPart } from '../report';
import { percent } from './estimate-text';
import { markedName } from './marked-name';
import { column, numeric, text } from './parts';
import { type ReportAbout } from './report-about';
import { isSame, sectionName } from './section-name';

/** The mix of groups beside that of the audit before. */
export function groupMixParts({ results }: AuditEvidence, previous: ReportAbout['previous']): ReportPart[] {
  if (previous === null)
    return [text('There is no earlier audit of this model, so that the mix of groups cannot be compared.')];
  return results.sections
    .filter(({ attributes }) => attributes.length === 1)
    .map((section): ReportPart => {
      const { attributes, groups } = section;
      const before = previous.evidence.results.sections.find((each) => isSame(each.attributes, attributes));
      if (before === undefined) return text(`The earlier audit did not look at ${sectionName(attributes)}.`);
      const names = [...groups, ...before.groups].map(({ group }) => group);
      const distinct = names.filter((name, at) => names.findIndex((each) => isSame(each, name)) === at);
      return {
        kind: 'table',
        caption: `Mix of groups by ${sectionName(attributes)} since the audit of ${previous.ranAt}`,
        columns: [
          column('Group'),
          numeric('n before'),
          numeric('Share before'),
          numeric('n now'),
          numeric('Share now'),
        ],
        rows: distinct.map((name) => [
          markedName(name, section),
          ...sizeOf(before.groups, name),
          ...sizeOf(groups, name),
        ]),
      };
    });
}

function sizeOf(
  groups: AuditEvidence['results']['sections'][number]['groups'],
  name: readonly string[],
): string[] {
  const found = groups.find(({ group }) => isSame(group, name));
  return found === undefined ? ['0', 'absent'] : [formatNumber(found.n), percent(found.share)];
}
