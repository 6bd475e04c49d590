import { type Estimate } from '@countersign/statistics/inference';
import { type Figure, type ReportTable } from '../output/report';
import { type RowMetric, type Task } from './performance-request';

/** What was measured on all rows, or on those of a slice. */
export interface Measured {
  /** Rows with a label and something to compare it with (of a ranking: queries). */
  n: number;
  metrics: ReadonlyMap<string, Estimate>;
  /** Counts by predicted and actual class, where the task has classes. */
  confusion: object | null;
}

/** A task whose columns are in memory. */
export interface LoadedTask {
  task: Task;
  /** Rows of the file. */
  rows: number;
  /** All rows. */
  overall: Measured;
  /** Measures the rows with these numbers. */
  measure: (rows: Uint32Array) => Measured;
  /** What each row adds to a metric that is a mean over rows, and whether more of it is worse; NaN where the row takes no part. */
  rowValues: (metric: RowMetric) => Float64Array;
  /** The metrics that `rowValues` knows here, the usual one first; none where slices cannot be searched. */
  rowMetrics: readonly RowMetric[];
  /** Further fields of the JSON document: which value is positive, rows left out, curves. */
  details: Record<string, unknown>;
  tables: ReportTable[];
  figures: Figure[];
  notes: string[];
}

/** The values of the rows with these numbers. */
export function takeRows<List extends Float64Array | Int8Array | Int32Array>(
  values: List,
  rows: Uint32Array,
): List {
  const taken = values.slice(0, rows.length) as List;
  for (let at = 0; at < rows.length; at += 1) taken[at] = values[rows[at]!]!;
  return taken;
}
