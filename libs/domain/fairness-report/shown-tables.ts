import { type Estimate } from '@countersign/statistics/inference';
import { type ShownGroup, type ShownSection } from '../fairness';
import { formatNumber, type ReportPart } from '../report';
import { disparityName } from './disparity-words';
import { decimal, intervalMethods, intervalText, percent, valueText } from './estimate-text';
import { limitText } from './limit-text';
import { column, numeric, text } from './parts';
import { groupName, sectionName } from './section-name';
import { verdictText } from './verdict-text';

const hidden = 'hidden';

/** The groups of a section as far as everybody may see them. */
export function shownGroups({
  attributes,
  groups,
  rows,
  unknownGroup,
  withheld,
}: ShownSection): ReportPart[] {
  const name = sectionName(attributes);
  if (withheld === 'all') {
    return [
      text(
        `By ${name} no number of a group is shown: too many of them are small, or would give a small one away.`,
      ),
    ];
  }
  const rates = groups.flatMap(({ favourableRate }) => favourableRate ?? []);
  return [
    {
      kind: 'table',
      caption: `By ${name}: ${formatNumber(rows)} rows, ${formatNumber(unknownGroup)} of unknown group (intervals: ${intervalMethods(rates)})`,
      columns: [
        ...[column('Group'), numeric('n'), numeric('Share'), numeric('Favourable rate'), numeric('Interval')],
        ...[numeric('True positive rate'), numeric('False positive rate')],
      ],
      rows: groups.map(groupRow),
    },
  ];
}

function groupRow({ group, n, share, favourableRate, metrics }: ShownGroup): string[] {
  const rate = (estimate: Estimate | null): string =>
    estimate === null ? hidden : valueText(estimate, percent);
  return [
    groupName(group),
    n === null ? hidden : formatNumber(n),
    share === null ? hidden : percent(share),
    rate(favourableRate),
    favourableRate === null ? hidden : intervalText(favourableRate, percent),
    rate(metrics?.tpr ?? null),
    rate(metrics?.fpr ?? null),
  ];
}

/** The disparities that have a limit. */
export function shownDisparities({ attributes, disparities }: ShownSection): ReportPart {
  const value = (estimate: Estimate | null): string =>
    estimate === null ? hidden : valueText(estimate, decimal);
  return {
    kind: 'table',
    caption: `Disparities by ${sectionName(attributes)} between the groups farthest apart`,
    columns: [
      ...[column('Disparity'), column('Between'), numeric('Difference'), numeric('Ratio')],
      ...[column('Limit'), column('Verdict')],
    ],
    rows: disparities
      .filter(({ limit }) => limit !== null)
      .map(({ metric, between, difference, ratio, limit, verdict }) => [
        disparityName(metric),
        (between ?? []).map(groupName).join(' and '),
        value(difference),
        value(ratio),
        limitText(limit),
        verdictText(verdict),
      ]),
  };
}
