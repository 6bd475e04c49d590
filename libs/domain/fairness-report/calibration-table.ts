import { type SectionResults } from '../fairness';
import { formatNumber, type ReportPart } from '../report';
import { decimal, intervalMethods, intervalText, percent, valueText } from './estimate-text';
import { markedName } from './marked-name';
import { column, numeric } from './parts';
import { sectionName } from './section-name';

/** Every tenth of the scores of every group: what is predicted beside what happened. */
export function calibrationTable(section: SectionResults): ReportPart {
  const { attributes, scores } = section;
  const tenths = scores!.groups.flatMap(({ group, calibration }) =>
    calibration.map((tenth) => ({ group, ...tenth })),
  );
  return {
    kind: 'table',
    caption: `Calibration by ${sectionName(attributes)} (intervals: ${intervalMethods(tenths.map(({ observed }) => observed))})`,
    columns: [
      ...[column('Group'), column('Scores'), numeric('n'), numeric('Mean score')],
      ...[numeric('Positives'), numeric('Interval')],
    ],
    rows: tenths.map(({ group, lower, upper, n, meanScore, observed }) => [
      markedName(group, section),
      `${lower} to ${upper}`,
      formatNumber(n),
      decimal(meanScore),
      valueText(observed, percent),
      intervalText(observed, percent),
    ]),
  };
}
