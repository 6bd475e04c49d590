import { type SectionResults, type SweptGroup } from '../fairness';
import { formatNumber, type ReportPart, type ReportTable } from '../report';
import { percent } from './estimate-text';
import { markedName } from './marked-name';
import { column, numeric } from './parts';
import { sectionName } from './section-name';

/** The same as the picture of the sweep, and the rates of errors, at every tenth. */
export function sweepTables(section: SectionResults): ReportPart[] {
  const { sweep, impactRatio } = section.scores!;
  const hasLabels = sweep.some(({ tpr, fpr }) => [...tpr, ...fpr].some((rate) => rate !== null));
  const shares = sweepTable(section, 'Share selected', 'selectionRate');
  const ratio = ['Lowest over highest share', '', ...atTenths(section, impactRatio).map(ratioText)];
  return [
    { kind: 'table', ...shares, rows: [...shares.rows, ratio] },
    ...(hasLabels
      ? [
          { kind: 'table' as const, ...sweepTable(section, 'True positive rate', 'tpr') },
          { kind: 'table' as const, ...sweepTable(section, 'False positive rate', 'fpr') },
        ]
      : []),
  ];
}

function sweepTable(
  section: SectionResults,
  name: string,
  rate: 'selectionRate' | 'tpr' | 'fpr',
): ReportTable {
  const { thresholds, sweep } = section.scores!;
  const row = (swept: SweptGroup): string[] => [
    markedName(swept.group, section),
    formatNumber(swept.n),
    ...atTenths(section, swept[rate]).map((share) => (share === null ? 'none' : percent(share))),
  ];
  return {
    caption: `${name} by threshold and ${sectionName(section.attributes)} (n: rows with a score; counts are in the evidence)`,
    columns: [
      ...[column('Group'), numeric('n')],
      ...atTenths(section, thresholds).map((threshold) => numeric(String(threshold))),
    ],
    rows: sweep.map(row),
  };
}

/** Of what stands at every threshold that at 0.1, 0.2, … */
function atTenths<Value>({ scores }: SectionResults, values: readonly Value[]): Value[] {
  return values.filter((_, at) => {
    const tenths = 10 * scores!.thresholds[at]!;
    return tenths > 0.5 && Math.abs(tenths - Math.round(tenths)) < 1e-9;
  });
}

const ratioText = (ratio: number | null): string => (ratio === null ? 'none' : ratio.toFixed(3));
