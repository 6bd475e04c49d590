import { dateFinding, type SectionMap, sectionMaps } from '@countersign/statistics/law-packs';
import { type ReportPart, type ReportSection } from '../report';
import { column, text } from './parts';
import { type ReportSubject } from './report-subject';
import { runDay } from './run-day';
import { sectionKeys } from './section-map';

/** Where a reader who knows a rule finds what it asks about. */
export function mapSection({ about }: ReportSubject): ReportSection {
  return {
    title: 'Where rules are looked at',
    parts: [
      text(
        'The tables say where this report looks at a question that a rule asks. They do not say that the question is answered well enough, or that a rule is met.',
      ),
      ...sectionMaps.flatMap((map) => mapParts(map, runDay(about.ranAt))),
    ],
  };
}

function mapParts(map: SectionMap, day: string | null): ReportPart[] {
  const { id, version, title, source, date, verified, note, entries } = map;
  return [
    {
      kind: 'table',
      caption: `${title} (${id} version ${version} of ${date}, ${verified ? 'checked' : 'NOT checked'} by a person with legal training)`,
      columns: [column('Reference'), column('Asks about'), column('Sections')],
      rows: entries.map(({ reference, asks, sections }) => [
        reference,
        asks,
        sections.length === 0
          ? 'not in this report'
          : sections.map((key) => sectionKeys.indexOf(key) + 1).join(', '),
      ]),
    },
    text(`Source: ${source.title}, ${source.url}. ${datesText(map, day)} ${note}`),
  ];
}

function datesText(map: SectionMap, day: string | null): string {
  const { effectiveFrom, effectiveTo } = map;
  const dates = `In effect from ${effectiveFrom}${effectiveTo === null ? '' : ` to ${effectiveTo}`}.`;
  const outside = day === null ? null : dateFinding(map, day);
  return outside === null ? dates : `${dates} ATTENTION: ${outside.statement}`;
}
