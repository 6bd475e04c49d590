import { type AssessedDisparity } from '@countersign/statistics/fairness';
import { type FairnessPolicy, type SectionResults } from '../fairness';
import { formatNumber, type ReportPart } from '../report';
import { disparityName } from './disparity-words';
import { intervalMethods, intervalText, pText, valueText } from './estimate-text';
import { limitText } from './limit-text';
import { column, numeric, text } from './parts';
import { reasonText } from './reason-text';
import { groupName, sectionName } from './section-name';
import { shownEstimate } from './shown-estimate';
import { disparityVerdict } from './verdict-text';

/** Every disparity of a section between the groups farthest apart, with its limit and verdict. */
export function disparityTable(
  { attributes, disparities }: SectionResults,
  { criteria }: FairnessPolicy,
): ReportPart[] {
  const isShown = ({ metric, difference, ratio }: AssessedDisparity) =>
    criteria.includes(metric) || difference.status === 'ok' || ratio.status === 'ok';
  const shown = disparities.filter(isShown);
  const missing = disparities.filter((disparity) => !isShown(disparity)).map(missingText);
  const methods = intervalMethods(
    shown.flatMap((each) => [shownEstimate(each, 'difference'), shownEstimate(each, 'ratio')]),
  );
  const name = sectionName(attributes);
  return [
    {
      kind: 'table',
      caption: `Disparities by ${name}`,
      columns: [
        ...[column('Disparity'), column('Between (lower, higher)'), numeric('n'), numeric('Difference')],
        ...[numeric('Interval'), numeric('Ratio'), numeric('Interval')],
      ],
      rows: shown.map(valueRow),
    },
    text(
      `Intervals by ${name}: ${methods}.${missing.length === 0 ? '' : ` Not computable: ${missing.join('; ')}.`}`,
    ),
    {
      kind: 'table',
      caption: `Verdicts by ${name}`,
      columns: [
        column('Disparity'),
        column('Criterion'),
        column('Limit'),
        numeric('p adjusted'),
        column('Verdict'),
      ],
      rows: shown.map((disparity) => [
        disparityName(disparity.metric),
        criteria.includes(disparity.metric) ? 'yes' : 'no',
        limitText(disparity.limit),
        disparity.tested === null ? 'no test' : pText(disparity.tested.difference.pAdjusted),
        disparityVerdict(disparity),
      ]),
    },
  ];
}

function valueRow(disparity: AssessedDisparity): string[] {
  const { metric, between, difference, ratio } = disparity;
  return [
    disparityName(metric),
    (between ?? []).map(groupName).join(' and '),
    formatNumber(difference.n),
    valueText(difference),
    intervalText(shownEstimate(disparity, 'difference')),
    valueText(ratio),
    intervalText(shownEstimate(disparity, 'ratio')),
  ];
}

function missingText({ metric, difference }: AssessedDisparity): string {
  const reason = difference.status === 'ok' ? '' : ` (${reasonText(difference.reason)})`;
  return `${disparityName(metric)}${reason}`;
}
