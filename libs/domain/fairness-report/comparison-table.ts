import { type AssessedDisparity, type TestedComparison } from '@countersign/statistics/fairness';
import { type SectionResults } from '../fairness';
import { type ReportPart } from '../report';
import { intervalMethods, intervalText, pText, valueText } from './estimate-text';
import { column, numeric, text } from './parts';
import { groupName, sectionName } from './section-name';

/** Every group that takes part beside its reference: ratio, difference and test. */
export function comparisonTable(
  { attributes }: SectionResults,
  { comparisons, excluded }: AssessedDisparity,
): ReportPart[] {
  const name = sectionName(attributes);
  if (comparisons.length === 0) {
    return [text(`By ${name} no two groups are large enough to be compared, so there is no impact ratio.`)];
  }
  const reference = comparisons[0]!.reference;
  const against = reference === null ? 'the whole population' : groupName(reference);
  const estimates = comparisons.flatMap(({ ratio, difference }) => [ratio, difference]);
  const left = excluded.length === 0 ? '' : `, ${excluded.length} of the groups taking no part`;
  return [
    {
      kind: 'table',
      caption: `Impact ratios by ${name} against ${against}${left} (intervals: ${intervalMethods(estimates)})`,
      columns: [
        ...[
          column('Group'),
          numeric('Ratio'),
          numeric('Interval'),
          numeric('Difference'),
          numeric('Interval'),
        ],
        ...[numeric('z'), numeric('p'), numeric('p adjusted'), column('Test')],
      ],
      rows: comparisons.map(comparisonRow),
    },
  ];
}

/** Section 7 of the report spells them out. */
const testNames: Readonly<Record<string, string>> = { pooled_z: 'z', fisher_exact: 'Fisher' };

function comparisonRow({ audited, ratio, difference, z, p, pAdjusted, test }: TestedComparison): string[] {
  return [
    groupName(audited),
    valueText(ratio),
    intervalText(ratio),
    valueText(difference),
    intervalText(difference),
    z === null ? '' : z.toFixed(2),
    pText(p),
    pText(pAdjusted),
    test.status === 'ok' ? (testNames[test.method] ?? test.method.replaceAll('_', ' ')) : '',
  ];
}
