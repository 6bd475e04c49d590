import { formatNumber } from '@countersign/domain/report';
import { type Estimate } from '@countersign/statistics/inference';
import { type Cell, type Report, type ReportTable } from '../output/report';
import { type Measured } from './loaded-task';
import { type Condition, type MeasuredSlices } from './measure-slices';
import { type PerformanceFindings } from './performance-json';
import { type PerformanceRequest } from './performance-request';
import { type WeakSliceReport } from './search-weak-slices';

/** More weak slices are for programs, which read the JSON. */
const mostWeakRows = 20;

/** What is shown of every slice, as far as the task has it. */
const mainMetrics = [
  ...['accuracy', 'precision', 'recall', 'roc_auc', 'f1_macro', 'mae', 'rmse', 'r2'],
  ...['ndcg', 'map', 'mrr'],
];

/** The report for people. */
export function performanceReport(
  request: PerformanceRequest,
  { loaded, groups, weak }: PerformanceFindings,
): Report {
  const { overall } = loaded;
  const unit = loaded.task === 'ranking' ? 'queries' : 'rows';
  const chosen = request.task === undefined ? ' (taken from the columns; --task says otherwise)' : '';
  return {
    title: 'Performance',
    lead: [
      `${formatNumber(overall.n)} ${unit} measured of ${formatNumber(loaded.rows)} rows in ${request.data}.`,
      `Task: ${loaded.task}${chosen}.`,
    ],
    tables: [
      metricsTable(overall),
      ...loaded.tables,
      ...(groups.slices.length === 0 ? [] : [slicesTable(groups)]),
      ...(weak === null ? [] : [weakTable(weak)]),
    ],
    figures: loaded.figures,
    notes: [...loaded.notes, ...leftOutNotes(groups), ...(weak === null ? [] : weakNotes(weak))],
  };
}

function metricsTable({ metrics }: Measured): ReportTable {
  return {
    caption: 'Metrics',
    columns: [
      { name: 'Metric' },
      { name: 'Value', align: 'right' },
      { name: '95 % interval' },
      { name: 'n', align: 'right' },
      { name: 'How' },
    ],
    rows: [...metrics].map(([name, estimate]) => [
      name,
      formatNumber(estimate.value),
      intervalText(estimate),
      formatNumber(estimate.n),
      howText(estimate),
    ]),
  };
}

function intervalText(estimate: Estimate): string {
  if (estimate.status !== 'ok' || estimate.interval === undefined) return '';
  const { lower, upper } = estimate.interval;
  return `${formatNumber(lower)} to ${formatNumber(upper)}`;
}

function howText(estimate: Estimate): Cell {
  if (estimate.status !== 'ok')
    return { text: `not computable: ${estimate.reason.replaceAll('_', ' ')}`, tone: 'muted' };
  return estimate.interval?.method.replaceAll('_', ' ') ?? 'no interval';
}

const conditionsText = (conditions: readonly Condition[]): string =>
  conditions.map(({ column, value }) => `${column} = ${value}`).join(' and ');

function slicesTable({ slices }: MeasuredSlices): ReportTable {
  const present = [...slices[0]!.metrics.keys()];
  const names = present.filter((name) => mainMetrics.includes(name.split('@')[0]!)).slice(0, 4);
  return {
    caption: 'Slices',
    columns: [
      { name: 'Slice' },
      { name: 'n', align: 'right' },
      ...names.flatMap((name) => [{ name, align: 'right' as const }, { name: '95 % interval' }]),
    ],
    rows: slices.map(({ conditions, n, metrics }) => [
      conditionsText(conditions),
      formatNumber(n),
      ...names.flatMap((name) => {
        const estimate = metrics.get(name)!;
        return [formatNumber(estimate.value), intervalText(estimate)];
      }),
    ]),
  };
}

function weakTable({ slices, metric }: WeakSliceReport): ReportTable {
  return {
    caption: `Weak slices by ${metric}`,
    columns: [
      { name: 'Slice' },
      { name: 'n', align: 'right' },
      { name: metric, align: 'right' },
      { name: 'All others', align: 'right' },
      { name: 'Difference', align: 'right' },
      { name: '95 % interval' },
      { name: 'p adjusted', align: 'right' },
    ],
    rows: slices
      .slice(0, mostWeakRows)
      .map(({ conditions, n, value, rest, difference, pAdjusted }) => [
        conditionsText(conditions),
        formatNumber(n),
        formatNumber(value),
        formatNumber(rest.value),
        { text: formatNumber(difference.value), tone: 'bad' },
        intervalText(difference),
        formatNumber(pAdjusted),
      ]),
  };
}

function leftOutNotes({ leftOut }: MeasuredSlices): string[] {
  return leftOut
    .filter(({ rows }) => rows > 0)
    .map(
      ({ columns, rows }) =>
        `${formatNumber(rows)} rows have no value of ${columns.join(', ')} and are in no slice.`,
    );
}

function weakNotes({ slices, examined, tooSmall, minimumRows, leftOut }: WeakSliceReport): string[] {
  const more = slices.length - mostWeakRows;
  return [
    ...(more > 0 ? [`${formatNumber(more)} more weak slices are in the JSON (--json).`] : []),
    `Weak slices: ${formatNumber(examined)} slices of single columns and pairs were compared with all other rows, p adjusted by Benjamini and Hochberg over all of them; ${formatNumber(tooSmall)} with fewer than ${minimumRows} rows inside or outside were not. The effect of the worst of many is overstated: confirm it on other rows.`,
    ...leftOut.map(({ column, reason }) => `Column ${column} was not searched: ${reason}.`),
  ];
}
