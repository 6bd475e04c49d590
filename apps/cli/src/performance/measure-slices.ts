import { type Table } from '@countersign/engines/tables';
import { type GroupColumn, rowGroups } from '@countersign/statistics/performance';
import { UsageError } from '../usage-error';
import { type LoadedTask, type Measured } from './loaded-task';
import { type PerformanceRequest } from './performance-request';

const mostGroups = 1000;

export interface Condition {
  column: string;
  value: string;
}

export interface MeasuredSlice extends Measured {
  conditions: Condition[];
  /** Rows of the slice, measured or not. */
  rows: number;
}

export interface MeasuredSlices {
  slices: MeasuredSlice[];
  /** Rows of no slice, since a column has no value there. */
  leftOut: { columns: string[]; rows: number }[];
}

/** Measures every group of each column and, with --intersections, of all of them crossed. @throws UsageError on too many groups */
export async function measureSlices(
  table: Table,
  loaded: LoadedTask,
  { groupBy, hasIntersections }: PerformanceRequest,
): Promise<MeasuredSlices> {
  const columns = await table.categories(groupBy);
  const subsets = [
    ...groupBy.map((name) => [name]),
    ...(hasIntersections && groupBy.length > 1 ? [groupBy] : []),
  ];
  const found: MeasuredSlices = { slices: [], leftOut: [] };
  for (const names of subsets) {
    const own: GroupColumn[] = names.map((name) => columns.get(name)!);
    // A column of as many values names rows, not groups; grouping by it would only cost memory.
    own.forEach(({ categories }) => refuseMany(categories.length, names));
    const { groups, missing } = rowGroups(own);
    refuseMany(groups.length, names);
    found.leftOut.push({ columns: names, rows: missing });
    for (const { values, rows } of groups) {
      const conditions = names.map((column, at) => ({ column, value: values[at]! }));
      found.slices.push({ conditions, rows: rows.length, ...loaded.measure(rows) });
    }
  }
  return found;
}

function refuseMany(groups: number, names: readonly string[]): void {
  if (groups <= mostGroups) return;
  throw new UsageError(
    `--group-by ${names.join(', ')} makes ${groups} groups; at most ${mostGroups} are measured.`,
  );
}
