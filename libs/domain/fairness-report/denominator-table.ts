import { type AssessedDisparity, type DenominatorPolicy } from '@countersign/statistics/fairness';
import { type FairnessPolicy, type SectionResults } from '../fairness';
import { type ReportPart } from '../report';
import { denominatorHeads } from './denominator-words';
import { disparityName } from './disparity-words';
import { valueText } from './estimate-text';
import { column, text } from './parts';
import { sectionName } from './section-name';
import { verdictText } from './verdict-text';

/** The criteria under every choice of what groups are measured against, side by side. */
export function denominatorTable(
  { attributes, disparities }: SectionResults,
  { criteria }: FairnessPolicy,
): ReportPart[] {
  const judged = disparities.filter(
    ({ metric, byDenominator }) => criteria.includes(metric) && byDenominator !== null,
  );
  if (judged.length === 0) return [];
  const policies = Object.keys(judged[0]!.byDenominator!) as DenominatorPolicy[];
  const name = sectionName(attributes);
  const fragile = judged
    .filter(({ isRobust }) => isRobust === false)
    .map(({ metric }) => disparityName(metric));
  return [
    {
      kind: 'table',
      caption: `The same criteria by ${name} measured against other references`,
      columns: [
        column('Criterion'),
        ...policies.map((policy) => column(denominatorHeads[policy])),
        column('Robust'),
      ],
      rows: judged.map((disparity) => [
        disparityName(disparity.metric),
        ...policies.map((policy) => outcomeText(disparity, policy)),
        disparity.isRobust === null ? '' : disparity.isRobust ? 'yes' : 'NO',
      ]),
    },
    ...(fragile.length === 0
      ? []
      : [
          text(
            `Verdict not robust by ${name}: ${fragile.join(', ')}. The verdict hangs on what the groups are measured against, which is a choice of the policy.`,
          ),
        ]),
  ];
}

/** The value that is judged, and its verdict. */
function outcomeText({ byDenominator, limit }: AssessedDisparity, policy: DenominatorPolicy): string {
  const outcome = byDenominator?.[policy];
  if (outcome === undefined) return '';
  const value = limit?.minimumRatio === undefined ? outcome.difference : outcome.ratio;
  return `${verdictText(outcome.verdict)} ${valueText(value)}`;
}
