import { formatNumber, type ReportSection } from '../report';
import { percent } from './estimate-text';
import { column, inLine, numeric, stated, text } from './parts';
import { type ReportSubject } from './report-subject';
import { sectionName } from './section-name';

const sources = {
  file: 'an uploaded file',
  dataset: 'a version of a registered dataset',
  predictions: 'predictions made in production, joined with their labels',
} as const;

/** Where the rows come from, and which of them say nothing. */
export function dataSection({ evidence, about }: ReportSubject): ReportSection {
  const { subject, counts, results } = evidence;
  const { description, historical } = about.population;
  return {
    title: 'Data',
    basis: 'NYC rules, 6 RCNY 5-302 and 5-303; EU AI Act, Article 10(2) to 10(4)',
    parts: [
      text(`The population is ${sources[subject.source]}: ${formatNumber(counts.rows)} rows.`),
      ...stated(
        description,
        'Source, collection, labelling, the population it should represent and its gaps are not stated.',
      ),
      { kind: 'facts', facts: [['Historical or test data, and why', inLine(historical)]] },
      {
        ...{ kind: 'table', caption: 'Rows that take part, and rows that do not' },
        columns: [
          column('By'),
          numeric('Rows'),
          numeric('Unknown group'),
          numeric('Without prediction'),
          numeric('In the rates'),
          numeric('Of these without label'),
        ],
        rows: results.sections.map(({ attributes, rows, unknownGroup, unpredicted, unlabelled, groups }) => {
          const rated = groups.reduce((sum, { n }) => sum + n, 0);
          return [
            sectionName(attributes),
            formatNumber(rows),
            shareOf(unknownGroup, rows),
            shareOf(unpredicted, rows),
            shareOf(rated, rows),
            shareOf(unlabelled, rated),
          ];
        }),
      },
      text('A missing value is never taken for a negative, and never for a group of its own.'),
    ],
  };
}

function shareOf(part: number, whole: number): string {
  return whole === 0 ? formatNumber(part) : `${formatNumber(part)} (${percent(part / whole)})`;
}
