import { type Table } from '@countersign/engines/tables';
import {
  metricTraits,
  quantileCuts,
  type SliceColumn,
  weakSlices,
  type WeakSliceSearch,
} from '@countersign/statistics/performance';
import { UsageError } from '../usage-error';
import { type LoadedTask } from './loaded-task';
import { type PerformanceRequest, type RowMetric } from './performance-request';

/** Fewer distinct numbers are categories of their own; more are cut at their quartiles. */
const mostDistinctNumbers = 10;
const mostCategories = 50;
const parts = 4;
/** Pairs grow with the square of the columns. */
const mostColumns = 40;

export interface WeakSliceReport extends WeakSliceSearch {
  metric: RowMetric;
  isLoss: boolean;
  minimumRows: number;
  falseDiscoveryRate: number;
  columns: string[];
  leftOut: { column: string; reason: string }[];
}

/** Searches the columns asked for, or all that are no part of the task. @throws UsageError where the task or metric does not allow it */
export async function searchWeakSlices(
  table: Table,
  loaded: LoadedTask,
  request: PerformanceRequest,
): Promise<WeakSliceReport> {
  const metric = metricOf(loaded, request);
  const { names, leftOut } = candidates(table, request);
  if (names.length > mostColumns) {
    throw new UsageError(
      `--weak-slices would search ${names.length} columns and all pairs of them: name at most ${mostColumns}.`,
    );
  }
  const columns: SliceColumn[] = [];
  for (const name of names) {
    const column = await sliceColumn(table, name);
    if (column.categories.length > mostCategories)
      leftOut.push({ column: name, reason: `more than ${mostCategories} values` });
    else columns.push(column);
  }
  const falseDiscoveryRate = 0.05;
  const found = weakSlices({
    columns,
    values: loaded.rowValues(metric),
    isLoss: metricTraits[metric].better === 'less',
    minimumRows: request.minimumRows,
    falseDiscoveryRate,
  });
  return {
    metric,
    isLoss: metricTraits[metric].better === 'less',
    minimumRows: request.minimumRows,
    falseDiscoveryRate,
    columns: columns.map(({ name }) => name),
    leftOut,
    ...found,
  };
}

function metricOf({ task, rowMetrics }: LoadedTask, { weakMetric }: PerformanceRequest): RowMetric {
  const [usual] = rowMetrics;
  if (usual === undefined)
    throw new UsageError(
      `--weak-slices: the slices of this ${task} task have no metric that is a mean over rows.`,
    );
  if (weakMetric === undefined) return usual;
  if (rowMetrics.includes(weakMetric)) return weakMetric;
  throw new UsageError(`--weak-metric is one of ${rowMetrics.join(', ')} here, not "${weakMetric}".`);
}

function candidates(table: Table, request: PerformanceRequest) {
  const { label, prediction, score, query, weakSlices: asked } = request;
  const own = new Set([label, prediction, score, query]);
  const isOwn = (name: string): boolean =>
    own.has(name) || (score !== undefined && name.startsWith(`${score}_`));
  const leftOut: WeakSliceReport['leftOut'] = [];
  const names = table.columns.flatMap(({ name, kind }) => {
    if (asked === undefined || (asked.length > 0 && !asked.includes(name))) return [];
    if (asked.length === 0 && isOwn(name)) return [];
    if (kind !== 'timestamp') return [name];
    leftOut.push({ column: name, reason: 'times' });
    return [];
  });
  return { names, leftOut };
}

async function sliceColumn(table: Table, name: string): Promise<SliceColumn> {
  if (table.columns.find((column) => column.name === name)?.kind === 'numeric') {
    const { values } = (await table.numbers([name])).get(name)!;
    if (hasManyNumbers(values)) return { name, ...quantileCuts(values, parts) };
  }
  const { codes, categories } = (await table.categories([name])).get(name)!;
  return { name, codes, categories };
}

function hasManyNumbers(values: Float64Array): boolean {
  const found = new Set<number>();
  return values.some((value) => Number.isFinite(value) && found.add(value).size > mostDistinctNumbers);
}
