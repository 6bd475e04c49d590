import { type DisparityName, disparityNames } from '@countersign/statistics/fairness';
import { type AuditEvidence, type FairnessPolicy, type SectionResults } from '../fairness';
import { formatNumber, type ReportPart, type ReportSection } from '../report';
import { disparityMeaning, disparityName } from './disparity-words';
import { percent } from './estimate-text';
import { limitText } from './limit-text';
import { isLong, leftOut } from './long-section';
import { markedName, markText } from './marked-name';
import { column, inLine, numeric, text } from './parts';
import { rateTable } from './rate-table';
import { type ReportSubject } from './report-subject';
import { listed, sectionName } from './section-name';

/** Who is treated wrongly, group by group, and which criteria were chosen for what reason. */
export function errorsSection({ evidence }: ReportSubject): ReportSection {
  const { policy, results } = evidence;
  const labelled = results.sections.filter(hasLabels);
  return {
    title: 'Errors by group and choice of criteria',
    basis: 'EU AI Act, Annex IV 4; Article 15(1)',
    parts: [
      ...(labelled.length === 0
        ? [text('No row has a label. How often the model is right or wrong cannot be said for anybody.')]
        : [
            text(
              `TP, FP, FN and TN are true and false positives and negatives, in people. "Positive" is the value "${inLine(evidence.subject.columns.positive)}". ${markText}`,
            ),
          ]),
      ...labelled.flatMap(errorTables),
      ...leftOut(labelled, 'precision, false omission rate, base rate and accuracy'),
      text('Criteria that make the verdict, and what each compares:'),
      { kind: 'list', items: policy.criteria.map((criterion) => criterionText(criterion, policy)) },
      {
        kind: 'facts',
        facts: [['Why these limits', inLine(policy.reasons.limits, 'Nobody has given a reason.')]],
      },
      ...notChosen(policy),
      ...tradeOff(evidence),
    ],
  };
}

const hasLabels = ({ groups }: SectionResults): boolean =>
  groups.some(({ metrics }) => metrics.base_rate.status === 'ok');

function errorTables(section: SectionResults): ReportPart[] {
  return [
    {
      ...{ kind: 'table', caption: `Outcomes by ${sectionName(section.attributes)}` },
      columns: [
        ...[column('Group'), numeric('TP'), numeric('FP'), numeric('FN'), numeric('TN')],
        ...[numeric('No label, positive'), numeric('No label, negative')],
      ],
      rows: section.groups.map(({ group, counts }) => [
        markedName(group, section),
        ...[counts.tp, counts.fp, counts.fn, counts.tn].map(formatNumber),
        ...[counts.unlabelledPositive, counts.unlabelledNegative].map(formatNumber),
      ]),
    },
    rateTable(section, [
      { rate: 'tpr', name: 'True positive rate', among: 'Positives' },
      { rate: 'fpr', name: 'False positive rate', among: 'Negatives' },
    ]),
    ...(isLong(section) ? [] : furtherTables(section)),
  ];
}

function furtherTables(section: SectionResults): ReportPart[] {
  return [
    rateTable(section, [
      { rate: 'ppv', name: 'Precision', among: 'Predicted positive' },
      { rate: 'for', name: 'False omission rate', among: 'Predicted negative' },
    ]),
    rateTable(section, [
      { rate: 'base_rate', name: 'Base rate', among: 'Labelled' },
      { rate: 'accuracy', name: 'Accuracy', among: 'Labelled' },
    ]),
  ];
}

function criterionText(criterion: DisparityName, { limits }: FairnessPolicy): string {
  return `${disparityName(criterion)} (${limitText(limits[criterion] ?? null)}): ${disparityMeaning(criterion)}.`;
}

function notChosen({ criteria }: FairnessPolicy): ReportPart[] {
  const others = disparityNames.filter((name) => !criteria.includes(name)).map(disparityName);
  if (others.length === 0) return [];
  return [
    text(
      `Measured, but not chosen as criteria: ${listed(others)}. Section 7 shows their values and the verdicts they would have had.`,
    ),
  ];
}

/** Why not everything can be equal at once, with the base rates of this audit. */
function tradeOff({ results }: AuditEvidence): ReportPart[] {
  const ranges = results.sections
    .filter(({ attributes }) => attributes.length === 1)
    .flatMap(({ attributes, groups }) => {
      const rates = groups.flatMap(({ eligible, metrics }) =>
        eligible && metrics.base_rate.status === 'ok' ? [metrics.base_rate.value] : [],
      );
      if (rates.length < 2) return [];
      return [
        `${percent(Math.min(...rates))} to ${percent(Math.max(...rates))} by ${sectionName(attributes)}`,
      ];
    });
  if (ranges.length === 0) return [];
  return [
    text(
      `Base rates range from ${listed(ranges)}, among the groups above the minimum. Where base rates differ, equal rates of selection, equal error rates and equal precision cannot all hold, save in degenerate cases (Chouldechova 2017; Kleinberg, Mullainathan and Raghavan 2017). A choice among them is a choice of values, and somebody has to answer for it.`,
    ),
  ];
}
