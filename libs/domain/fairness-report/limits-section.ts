import { type AuditEvidence } from '../fairness';
import { formatNumber, type ReportSection } from '../report';
import { percent } from './estimate-text';
import { type ReportSubject } from './report-subject';
import { listed, sectionName } from './section-name';

/** What the numbers cannot say. */
export function limitsSection({ evidence }: ReportSubject): ReportSection {
  return {
    title: 'Limits of what is known',
    basis: 'EU AI Act, Article 10(2)(f) to (h) and Article 15(4)',
    parts: [
      {
        kind: 'list',
        items: [
          ...labelLimits(evidence),
          ...originLimits(evidence),
          'The audit compares groups. That two people alike in all that matters are treated alike is not examined.',
          'Columns that stand in for a sensitive attribute, such as a postcode, were not looked for. The audit sees predictions and not how they came about.',
          'The rows are those that somebody chose. Whoever never came into them, and whoever the model is used on elsewhere, is not measured.',
          'A gap is a finding about numbers. Whether it is justified, and whether anybody was treated unlawfully, is for people to judge.',
        ],
      },
    ],
  };
}

function labelLimits({ results, subject }: AuditEvidence): string[] {
  if (subject.columns.label === null) {
    return ['There is no label, so that error rates, calibration and base rates are unknown.'];
  }
  const partly = results.sections
    .filter(({ attributes, unlabelled }) => attributes.length === 1 && unlabelled > 0)
    .map(({ attributes, unlabelled, groups }) => {
      const rated = groups.reduce((sum, { n }) => sum + n, 0);
      return `${formatNumber(unlabelled)} of ${formatNumber(rated)} by ${sectionName(attributes)} (${percent(unlabelled / rated)})`;
    });
  return [
    'Labels are taken as given. Where they record what somebody decided, such as an arrest or a hire, they carry the bias of the deciders, and equal error rates against them do not undo it.',
    'Where an outcome is known only for those selected, or only later, the labelled rows differ from the rest.',
    ...(partly.length === 0
      ? []
      : [`Predictions without a label: ${listed(partly)}. They take part in rates of selection only.`]),
  ];
}

function originLimits({ policy }: AuditEvidence): string[] {
  const names = policy.attributes
    .filter(({ origin }) => origin === 'unknown')
    .map(({ name }) => sectionName([name]));
  if (names.length === 0) return [];
  return [
    `Where the values of ${listed(names)} come from is not stated, so that errors in them cannot be judged.`,
  ];
}
