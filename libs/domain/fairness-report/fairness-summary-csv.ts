import { type Estimate } from '@countersign/statistics/inference';
import { type ShownGroup, type ShownSection } from '../fairness';
import { type FairnessSummary } from './fairness-summary-json';
import { type PublicationRow, type PublicationTable } from './publication-tables';

const heads = [
  ...['table', 'attributes', 'group', 'people_of_unknown_group', 'n', 'share', 'selected', 'rate'],
  ...['rate_lower', 'rate_upper', 'impact_ratio', 'note'],
];

type Cell = number | string;

/** The tables of a summary, one line for each group; `hidden` where a number is. RFC 4180. */
export function fairnessSummaryCsv({ results, lawTables }: FairnessSummary): string {
  const lines = [
    ...results.sections.flatMap((section) => section.groups.map((group) => sectionLine(section, group))),
    ...lawTables.flatMap((table) => table.rows.map((row) => lawLine(table, row))),
  ];
  return [heads, ...lines].map((line) => `${line.map(field).join(',')}\r\n`).join('');
}

const hidden = 'hidden';
const shown = (value: number | null): Cell => value ?? hidden;

function sectionLine({ attributes, unknownGroup }: ShownSection, group: ShownGroup): Cell[] {
  const { n, share, favourableRate } = group;
  const selected = favourableRate === null ? hidden : (favourableRate.numerator ?? '');
  return [
    ...['favourable rate', attributes.join(' × '), group.group.join(' × '), unknownGroup],
    ...[shown(n), shown(share), selected, ...rateCells(favourableRate), '', ''],
  ];
}

function lawLine(table: PublicationTable, row: PublicationRow): Cell[] {
  const { group, n, share, selected, rate, impactRatio } = row;
  return [
    `${table.lawPack} version ${table.version}, ${table.rate} rate`,
    ...[table.attributes.join(' × '), group.join(' × '), table.unknown],
    ...[shown(n), shown(share), shown(selected), ...rateCells(rate)],
    ...[valueCell(impactRatio), row.isLeftOut === true ? 'left out of the ratios' : ''],
  ];
}

const rateCells = (rate: Estimate | null): Cell[] => [
  valueCell(rate),
  ...(['lower', 'upper'] as const).map((end) =>
    rate === null ? hidden : rate.status === 'ok' ? (rate.interval?.[end] ?? '') : '',
  ),
];

const valueCell = (estimate: Estimate | null): Cell =>
  estimate === null ? hidden : (estimate.value ?? estimate.reason ?? '');

/** Spreadsheets run what begins like a formula: an apostrophe keeps it a text. */
function field(cell: Cell): string {
  const text = typeof cell === 'number' ? String(cell) : /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
