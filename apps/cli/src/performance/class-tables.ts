import { formatNumber } from '@countersign/domain/report';
import { type ClassConfusion, type ClassReport } from '@countersign/statistics/performance';
import { type ReportTable } from '../output/report';

/** A wider matrix is not read by people; the JSON holds it all. */
const mostColumns = 20;

/** Confusion and metrics of each class. */
export function classTables({ classes, counts }: ClassConfusion, reports: ClassReport[]): ReportTable[] {
  const byClass: ReportTable = {
    caption: 'Classes, each against all others',
    columns: [
      { name: 'Class' },
      { name: 'Rows', align: 'right' },
      ...['Precision', 'Recall', 'Specificity', 'F1'].map((name) => ({ name, align: 'right' as const })),
    ],
    rows: reports.map(({ class: name, confusion: { tp, fn }, metrics }) => [
      name,
      formatNumber(tp + fn),
      ...[metrics.precision, metrics.recall, metrics.specificity, metrics.f1].map(({ value }) =>
        formatNumber(value),
      ),
    ]),
  };
  if (classes.length > mostColumns) return [byClass];
  const confusion: ReportTable = {
    caption: 'Confusion: a row is the actual class',
    columns: [{ name: 'Actually' }, ...classes.map((name) => ({ name, align: 'right' as const }))],
    rows: classes.map((name, row) => [
      name,
      ...classes.map((_, column) => formatNumber(counts[row * classes.length + column]!)),
    ]),
  };
  return [confusion, byClass];
}
