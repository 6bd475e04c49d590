import { type AssessedDisparity } from '@countersign/statistics/fairness';
import { type Estimate, type Interval } from '@countersign/statistics/inference';
import { type SectionResults } from '../fairness';
import { formatNumber, type ReportPart } from '../report';
import { disparityName } from './disparity-words';
import { boundsText, intervalMethods, intervalText, pText, valueText } from './estimate-text';
import { limitText } from './limit-text';
import { column, numeric } from './parts';
import { groupName, sectionName } from './section-name';
import { disparityVerdict } from './verdict-text';

/** Every disparity of a section between the groups farthest apart, with its limit and verdict. */
export function disparityTable({ attributes, disparities }: SectionResults): ReportPart {
  const estimates = disparities.flatMap(({ difference, ratio }) => [difference, ratio]);
  const together = disparities.flatMap(({ simultaneous, ratio, difference }) => [
    ...withInterval(difference, simultaneous?.difference),
    ...withInterval(ratio, simultaneous?.ratio),
  ]);
  return {
    kind: 'table',
    caption: `Disparities by ${sectionName(attributes)} (intervals: ${intervalMethods([...estimates, ...together])})`,
    columns: [
      ...[column('Disparity'), column('Between'), numeric('n'), column('Difference'), column('Ratio')],
      ...[numeric('p adjusted'), column('Limit'), column('Verdict')],
    ],
    rows: disparities.map((disparity) => [
      disparityName(disparity.metric),
      (disparity.between ?? []).map(groupName).join(' and '),
      formatNumber(disparity.difference.n),
      estimateText(disparity, 'difference'),
      estimateText(disparity, 'ratio'),
      disparity.tested === null ? 'no test' : pText(disparity.tested.difference.pAdjusted),
      limitText(disparity.limit),
      disparityVerdict(disparity),
    ]),
  };
}

/** A picked pair's interval in place of the one it lacks. */
function withInterval(estimate: Estimate, interval: Interval | null | undefined): Estimate[] {
  return estimate.status === 'ok' && interval ? [{ ...estimate, interval }] : [];
}

/** The value with its interval; of a pair picked among several that which holds whichever pair had been picked. */
function estimateText(disparity: AssessedDisparity, part: 'difference' | 'ratio'): string {
  const estimate = disparity[part];
  const together = disparity.isPicked ? disparity.simultaneous?.[part] : null;
  const interval = together ? `${boundsText(together)} together` : intervalText(estimate);
  return interval === '' ? valueText(estimate) : `${valueText(estimate)} (${interval})`;
}
