import { formatNumber, formatShare } from '@countersign/domain/report';
import { type QualityCheck } from '@countersign/statistics/quality';
import { type Cell, type Report, type ReportTable } from '../output/report';
import { type QualityAnswer, summarize } from './quality-json';

const names: Record<QualityCheck['check'], string> = {
  type_change: 'kind of values',
  missing_share: 'missing',
  out_of_range: 'out of range',
  unseen_categories: 'unseen categories',
  constant_column: 'different values, up to 2',
  columns_gone: 'columns gone',
  columns_new: 'new columns',
  column_order: 'columns that have moved',
  row_count: 'rows',
  duplicate_rows: 'duplicate rows',
  duplicate_ids: 'duplicate ids',
  freshness: 'age of the newest row (hours)',
};

const columns: ReportTable['columns'] = [
  { name: 'column' },
  { name: 'check' },
  { name: 'value', align: 'right' },
  { name: '95 % interval', align: 'right' },
  { name: 'limit', align: 'right' },
  { name: 'n', align: 'right' },
  { name: 'verdict' },
  { name: 'found' },
];

/** The answer for people: what did not pass first, then everything. */
export function qualityReport(answer: QualityAnswer): Report {
  const { checks, passed, failed, unknown } = summarize(answer);
  const rows = [
    ...answer.dataset.map((check) => ({ column: '(table)', check })),
    ...answer.columns.flatMap(({ column, checks: own }) => own.map((check) => ({ column, check }))),
  ];
  const bad = rows.filter(({ check }) => !check.passed);
  const table = (caption: string, shown: typeof rows): ReportTable => ({
    caption,
    columns,
    rows: shown.map(({ column, check }) => rowOf(column, check)),
  });
  return {
    title: 'Data quality',
    lead: [
      `${passed} of ${checks} checks passed, ${failed} failed, ${unknown} could not be computed and do not pass.`,
      `${formatNumber(answer.current.rows)} rows held against ${answer.reference ? `a reference of ${formatNumber(answer.reference.rows)} rows` : 'expectations'}.`,
    ],
    tables: [...(bad.length > 0 ? [table('Not passed', bad)] : []), table('All checks', rows)],
    notes: [
      ...answer.dataset.filter(hasMoved).map(movedNote),
      'A verdict is about the rows of this file: the value itself is held against the limit, the interval says what another sample might give.',
      ...(answer.reference
        ? [
            'Limits learned from the reference allow three standard errors; what the reference never shows is not allowed.',
          ]
        : []),
    ],
  };
}

const hasMoved = ({ check, value }: QualityCheck): boolean => check === 'column_order' && Number(value) > 0;

function movedNote({ value, found = [] }: QualityCheck): string {
  const more = Number(value) > found.length ? ', …' : '';
  return `The columns stand in another order than expected (moved: ${found.join(', ')}${more}): nothing here reads them by place, but others may.`;
}

function rowOf(column: string, check: QualityCheck): Cell[] {
  const isShare =
    check.interval !== null || (typeof check.limit === 'number' && !check.check.startsWith('columns'));
  const written = isShare ? formatShare : formatNumber;
  const { value, interval, limit } = check;
  return [
    column,
    names[check.check],
    typeof value === 'string' ? value : written(value),
    interval ? `${formatShare(interval.lower)} to ${formatShare(interval.upper)}` : '',
    limitText(limit, written),
    formatNumber(check.n),
    verdictOf(check),
    (check.found ?? []).join(', '),
  ];
}

function limitText(limit: QualityCheck['limit'], written: (value: number) => string): string {
  if (typeof limit === 'string') return limit;
  if (typeof limit === 'number') return `≤ ${written(limit)}`;
  const { minimum, maximum } = limit;
  if (minimum === undefined) return maximum === undefined ? '' : `≤ ${formatNumber(maximum)}`;
  return maximum === undefined
    ? `≥ ${formatNumber(minimum)}`
    : `${formatNumber(minimum)} to ${formatNumber(maximum)}`;
}

function verdictOf({ passed, reason }: QualityCheck): Cell {
  if (passed) return { text: 'passed', tone: 'good' };
  return reason === null
    ? { text: 'failed', tone: 'bad' }
    : { text: `unknown: ${reason.replaceAll('_', ' ')}`, tone: 'warning' };
}
