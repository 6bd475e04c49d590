import { type ReportPart, type ReportSection } from '../report';
import { column, text } from './parts';
import { sectionKeys, type SectionMap, sectionMaps } from './section-map';

/** Where a reader who knows a rule finds what it asks about. */
export function mapSection(): ReportSection {
  return {
    title: 'Where rules are looked at',
    parts: [
      text(
        'The tables say where this report looks at a question that a rule asks. They do not say that the question is answered well enough, or that a rule is met.',
      ),
      ...sectionMaps.flatMap(mapParts),
    ],
  };
}

function mapParts({ id, version, title, source, date, verified, note, entries }: SectionMap): ReportPart[] {
  return [
    {
      kind: 'table',
      caption: `${title} (${id} version ${version} of ${date}, ${verified ? 'checked' : 'NOT checked'} by a person with legal training)`,
      columns: [column('Reference'), column('Asks about'), column('Sections')],
      rows: entries.map(({ reference, asks, sections }) => [
        reference,
        asks,
        sections.map((key) => sectionKeys.indexOf(key) + 1).join(', '),
      ]),
    },
    text(`Source: ${source.title}, ${source.url}. ${note}`),
  ];
}
