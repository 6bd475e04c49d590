import { formatNumber, formatShare } from '@countersign/domain/report';
import { type Cell, type Report, type ReportTable } from '../output/report';
import { type DescribedColumn } from './describe-column';

/** Categories named in one cell of the report. */
const namedInCell = 3;

/** The profile for people: one table for each kind of column that the file has. */
export function profileReport(file: string, rows: number, columns: readonly DescribedColumn[]): Report {
  const ofKind = (kind: DescribedColumn['kind']) => columns.filter((column) => column.kind === kind);
  const tables = [
    kindTable('Numbers', ofKind('numeric'), numberCells),
    kindTable('Categories', ofKind('categorical'), categoryCells),
    kindTable('Times', ofKind('timestamp'), timeCells),
  ];
  return {
    title: 'Profile',
    lead: [`${file}: ${formatNumber(rows)} rows, ${formatNumber(columns.length)} columns.`],
    tables: tables.filter((table) => table.rows.length > 0),
    notes: notes(columns),
  };
}

type NamedCells = Readonly<Record<string, Cell>>;

function kindTable(
  caption: string,
  columns: readonly DescribedColumn[],
  cellsOf: (column: DescribedColumn) => NamedCells,
): ReportTable {
  const cells = columns.map((column) => ({ ...commonCells(column), ...cellsOf(column) }));
  const names = Object.keys(cells[0] ?? {});
  return {
    caption,
    columns: names.map((name) => (isText(name) ? { name } : { name, align: 'right' })),
    rows: cells.map((row) => names.map((name) => (row as NamedCells)[name]!)),
  };
}

const isText = (name: string): boolean => ['column', 'most frequent', 'earliest', 'latest'].includes(name);

function commonCells({ column, n, missing, distinct, distinctMethod }: DescribedColumn): NamedCells {
  const rows = n + missing;
  return {
    column,
    n: n === 0 ? { text: '0', tone: 'warning' } : formatNumber(n),
    missing: missing === 0 ? '0' : `${formatNumber(missing)} (${formatShare(missing / rows)})`,
    distinct: `${distinctMethod === 'hyperloglog' ? '≈ ' : ''}${formatNumber(distinct)}`,
  };
}

function numberCells({ notANumber, infinite, min, max, mean, std, quantiles }: DescribedColumn): NamedCells {
  const quantileAt = (wanted: number) =>
    formatNumber(quantiles.find(({ probability }) => probability === wanted)?.value ?? null);
  return {
    'NaN, ±∞': formatNumber(notANumber + infinite),
    min: formatNumber(min as number | null),
    '≈ 25 %': quantileAt(0.25),
    '≈ median': quantileAt(0.5),
    '≈ 75 %': quantileAt(0.75),
    max: formatNumber(max as number | null),
    mean: formatNumber(mean),
    std: formatNumber(std),
  };
}

function categoryCells({ n, top, other }: DescribedColumn): NamedCells {
  const named = top.slice(0, namedInCell).map(({ value, count }) => `${value} (${formatShare(count / n)})`);
  const more = top.length > namedInCell ? ', …' : '';
  return { 'most frequent': other ? 'too many to count by name' : `${named.join(', ')}${more}` };
}

const timeCells = ({ min, max }: DescribedColumn): NamedCells => ({
  earliest: String(min ?? 'n/a'),
  latest: String(max ?? 'n/a'),
});

function notes(columns: readonly DescribedColumn[]): string[] {
  const distinctError = Math.max(...columns.map((column) => column.distinctError ?? 0));
  const quantileError = columns.find((column) => column.quantileError !== null)?.quantileError;
  return [
    ...(quantileError ? [`≈ Quantiles lie within ${formatShare(quantileError)} of the exact ones.`] : []),
    ...(distinctError > 0
      ? [`≈ Distinct values so marked are estimated, with a standard error of ${formatShare(distinctError)}.`]
      : []),
  ];
}
