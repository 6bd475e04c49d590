import { formatNumber, formatShare } from '@countersign/domain/report';
import { type Cell, type Figure, type Report, type ReportTable } from '../output/report';
import { columnFigure } from './column-figure';
import { type ComparedColumn, type Comparison } from './compare-columns';
import { type DriftRows } from './drift-json';
import { type DriftRequest } from './drift-request';
import { reasonText } from './reason-text';

/** Figures beyond these would only make the page long; drifted columns come first. */
const mostFigures = 60;

/** The report for people: the verdict, the columns, and a figure for each. */
export function driftPage(
  comparison: Comparison,
  request: DriftRequest,
  { rows, newColumns }: { readonly rows: DriftRows; readonly newColumns: readonly string[] },
): Report {
  return {
    title: 'Drift',
    lead: [
      verdictText(comparison),
      `${request.reference} (${formatNumber(rows.reference)} rows) against ${request.current} (${formatNumber(rows.current)} rows), preset ${request.preset}.`,
    ],
    tables: [columnTable(comparison.columns)],
    figures: figures(comparison.columns),
    notes: notes(comparison, request, newColumns),
  };
}

/** The verdict about the dataset in one sentence. */
export function verdictText({ dataset }: Comparison): string {
  const { drifted, count, of, threshold } = dataset;
  if (drifted === null) return 'No column could be compared, so nothing can be said about drift.';
  const enough =
    threshold === null ? '' : `; ${Math.max(1, Math.ceil(threshold * of - 1e-9))} would be enough`;
  return `${drifted ? 'Drift' : 'No drift'}: ${count} of ${of} compared columns drifted${enough}.`;
}

/** A p-value of 0 lies below the smallest double: no test can say that something is impossible. */
function pText(pValue: number | null): string {
  if (pValue === null) return '–';
  return pValue === 0 ? '< 1e-300' : formatNumber(pValue);
}

function columnTable(columns: readonly ComparedColumn[]): ReportTable {
  return {
    caption: 'Columns',
    columns: [
      { name: 'column' },
      { name: 'kind' },
      { name: 'method' },
      { name: 'value', align: 'right' },
      { name: 'p', align: 'right' },
      { name: 'threshold', align: 'right' },
      { name: 'verdict' },
      { name: 'n reference', align: 'right' },
      { name: 'n current', align: 'right' },
    ],
    rows: columns.map((compared) => {
      const { planned, drift } = compared;
      return [
        planned.column,
        drift?.kind ?? planned.kind,
        drift?.method ?? planned.method ?? '–',
        formatNumber(drift?.value ?? null),
        pText(drift?.pValue ?? null),
        drift?.threshold === undefined || drift.threshold === null ? '–' : formatNumber(drift.threshold),
        verdictCell(compared),
        drift ? formatNumber(drift.n.reference) : '–',
        drift ? formatNumber(drift.n.current) : '–',
      ];
    }),
  };
}

function verdictCell(compared: ComparedColumn): Cell {
  const { drift } = compared;
  if (drift?.drifted === true) return { text: 'drifted', tone: 'bad' };
  if (drift?.drifted === false) return { text: 'no drift', tone: 'good' };
  return { text: whyNot(compared), tone: 'warning' };
}

/** Why a column has no verdict. */
function whyNot({ planned, reason }: ComparedColumn): string {
  if (planned.kind === 'timestamp' && reason === 'method_does_not_fit') return 'times are not compared';
  return reasonText(reason ?? 'no_limit');
}

function figures(columns: readonly ComparedColumn[]): Figure[] {
  const drawn = columns.filter(({ shape }) => shape !== null);
  const ordered = [
    ...drawn.filter(({ drift }) => drift?.drifted === true),
    ...drawn.filter(({ drift }) => drift?.drifted !== true),
  ];
  return ordered.slice(0, mostFigures).map((compared) => {
    const cell = verdictCell(compared);
    return columnFigure(
      compared.planned.column,
      typeof cell === 'string' ? cell : cell.text,
      compared.shape!,
    );
  });
}

function notes(
  { columns, dataset }: Comparison,
  { mode }: DriftRequest,
  newColumns: readonly string[],
): string[] {
  const unjudged = columns.filter(({ drift }) => drift?.drifted === undefined || drift.drifted === null);
  return [
    ...unjudged.map((compared) => `${compared.planned.column}: ${whyNot(compared)}.`),
    ...(newColumns.length > 0
      ? [`Only in the current file, so there is nothing to compare with: ${newColumns.join(', ')}.`]
      : []),
    ...(dataset.falseAlarm === null
      ? []
      : [
          `Were nothing changed, at least one column would be said to have drifted in ${formatShare(dataset.falseAlarm)} of cases.`,
        ]),
    ...(mode === 'profile'
      ? [
          'Numbers were counted into 1,000 bins instead of sorted; errorBound in the JSON says how far each value can be from the exact one.',
        ]
      : []),
    'The JSON states the parameters of each method: bins, epsilon, logarithm, the law of the p-value.',
  ];
}
