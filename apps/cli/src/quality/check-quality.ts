import { type Table } from '@countersign/engines/tables';
import {
  checkColumn,
  type ColumnExpectation,
  columnsGone,
  columnOrder,
  columnsNew,
  duplicateIds,
  duplicateRows,
  type DatasetExpectation,
  type Expectations,
  freshness,
  type QualityCheck,
  rowCount,
} from '@countersign/statistics/quality';
import { UsageError } from '../usage-error';
import { hasOrder } from './expected-quality';
import { observeCategories, observeColumns } from './observe-columns';
import { type QualityRequest } from './quality-request';
import { timeValues } from './time-values';

export interface ColumnQuality {
  column: string;
  /** Null when the column is not there. */
  kind: string | null;
  checks: QualityCheck[];
}

/** Holds every expected column against what is expected of it; one that is not there passes nothing. */
export async function checkColumns(
  table: Table,
  expectations: Expectations,
  progress: (done: number, of: number) => void,
): Promise<ColumnQuality[]> {
  const kinds = new Map(table.columns.map(({ name, kind }) => [name, kind]));
  const checks = new Map<string, QualityCheck[]>();
  for await (const column of observeColumns(table, [...expectations.columns.keys()])) {
    const expected = expectations.columns.get(column.column) ?? {};
    const byName = column.kind === 'numeric' && listsNumbers(expected);
    const { categories, unseen, ...rest } = expected;
    checks.set(column.column, [
      ...checkColumn(column, byName ? rest : expected),
      ...(byName ? checkColumn(await observeCategories(table, column.column), { categories, unseen }) : []),
    ]);
    progress(checks.size, expectations.columns.size);
  }
  return [...expectations.columns].map(([column, expected]) => ({
    column,
    kind: kinds.get(column) ?? null,
    checks: checks.get(column) ?? checkColumn(undefined, expected),
  }));
}

/** Whether known categories are meant for a numeric column, such as a label of 0 and 1. */
function listsNumbers({ kind, categories }: ColumnExpectation): boolean {
  return categories !== undefined && kind !== 'categorical';
}

/** The checks of the table as a whole, in a fixed order. @throws UsageError where a limit lacks the column it is about */
export async function checkDataset(
  table: Table,
  { dataset, columns }: Expectations,
  request: QualityRequest,
): Promise<QualityCheck[]> {
  const names = table.columns.map(({ name }) => name);
  const { minimumRows, maximumRows, newColumns } = dataset;
  const checks = [columnsGone(columns.keys(), names)];
  if (newColumns !== undefined) checks.push(columnsNew(columns.keys(), names, newColumns));
  checks.push(...orderChecks(table, dataset));
  if (minimumRows !== undefined || maximumRows !== undefined)
    checks.push(
      rowCount(table.rowCount, {
        ...(minimumRows === undefined ? {} : { minimum: minimumRows }),
        ...(maximumRows === undefined ? {} : { maximum: maximumRows }),
      }),
    );
  if (dataset.duplicateRows !== undefined)
    checks.push(duplicateRows(await table.countDistinct(names), dataset.duplicateRows));
  return [
    ...checks,
    ...(await idChecks(table, dataset.duplicateIds, request)),
    ...(await timeChecks(table, dataset.maximumAgeHours, request)),
  ];
}

function orderChecks(
  table: Table,
  { columnOrder: expected, movedColumns }: DatasetExpectation,
): QualityCheck[] {
  if (expected === undefined && movedColumns !== undefined)
    throw new UsageError(
      'The expectations limit moved columns: give their columnOrder, or a --reference that is no NDJSON.',
    );
  if (expected === undefined || !hasOrder(table)) return [];
  const names = table.columns.map(({ name }) => name);
  return [columnOrder(expected, names, movedColumns)];
}

async function idChecks(
  table: Table,
  limit: number | undefined,
  { id }: QualityRequest,
): Promise<QualityCheck[]> {
  if (id === undefined && limit !== undefined)
    throw new UsageError('--id is missing: the expectations limit duplicate ids.');
  return id === undefined ? [] : [duplicateIds(await table.countDistinct([id]), limit ?? 0)];
}

async function timeChecks(
  table: Table,
  maximumAgeHours: number | undefined,
  { timestamp, now }: QualityRequest,
): Promise<QualityCheck[]> {
  if (timestamp === undefined && maximumAgeHours === undefined) return [];
  if (timestamp === undefined)
    throw new UsageError('--timestamp is missing: the expectations limit the age of the newest row.');
  if (maximumAgeHours === undefined)
    throw new UsageError('--max-age is missing: nothing says how old the newest row may be.');
  return [freshness(await timeValues(table, timestamp), { now, maximumAgeHours })];
}
