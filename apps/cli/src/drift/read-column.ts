import { type Table } from '@countersign/engines/tables';
import { categoricalSide, type CategoricalSide, type ColumnPair } from '@countersign/statistics/column-drift';
import { type ReasonCode } from '@countersign/statistics/inference';
import { type PlannedColumn } from './plan-columns';

/** The files, and whether the verdict needs the order of the rows (thresholds from chunks of the reference). */
export interface DriftTables {
  readonly reference: Table;
  readonly current: Table;
  readonly needsRows: boolean;
}

/** Reads one column of both files; a reason where its type has changed. @throws UsageError from the file */
export async function readColumn(
  { column, kind, currentKind }: PlannedColumn,
  tables: DriftTables,
): Promise<ColumnPair | ReasonCode> {
  const { reference, current, needsRows } = tables;
  if (kind !== currentKind) return readUnlike({ column, kind, currentKind }, tables);
  if (kind === 'numeric') {
    const [a, b] = [
      (await reference.numbers([column])).get(column)!,
      (await current.numbers([column])).get(column)!,
    ];
    return { column, kind, reference: a, current: b };
  }
  return {
    column,
    kind: 'categorical',
    reference: await categories(reference, column, needsRows),
    current: await categories(current, column, needsRows),
  };
}

/** Beyond these rows counting in the engine takes less memory than a code a row. */
const fewRows = 50_000;

async function categories(table: Table, column: string, needsRows: boolean): Promise<CategoricalSide> {
  if (needsRows || table.rowCount <= fewRows)
    return categoricalSide((await table.categories([column])).get(column)!);
  const side: { categories: string[]; counts: number[] } = { categories: [], counts: [] };
  for (const { values, rows } of await table.countBy([column])) {
    const [category = null] = values;
    if (category === null) continue;
    side.categories.push(category);
    side.counts.push(rows);
  }
  return side;
}

/** A file tells no type of a column without values: then it is empty rather than changed. */
async function readUnlike(
  { column, kind, currentKind }: Pick<PlannedColumn, 'column' | 'kind' | 'currentKind'>,
  tables: DriftTables,
): Promise<ColumnPair | ReasonCode> {
  const isEmpty = async (table: Table): Promise<boolean> =>
    (await categories(table, column, false)).categories.length === 0;
  if (await isEmpty(tables.current)) return readEmpty(column, kind, { ...tables, current: null });
  if (await isEmpty(tables.reference)) return readEmpty(column, currentKind, { ...tables, reference: null });
  return 'type_changed';
}

async function readEmpty(
  column: string,
  kind: PlannedColumn['currentKind'],
  { reference, current }: { readonly reference: Table | null; readonly current: Table | null },
): Promise<ColumnPair | ReasonCode> {
  if (kind === 'numeric') {
    const side = async (table: Table | null) =>
      (await table?.numbers([column]))?.get(column) ?? { values: new Float64Array() };
    return { column, kind, reference: await side(reference), current: await side(current) };
  }
  if (kind === 'timestamp') return reference === null ? 'empty_baseline' : 'empty_current';
  const side = async (table: Table | null) =>
    table === null ? { categories: [], counts: [] } : categories(table, column, false);
  return { column, kind: 'categorical', reference: await side(reference), current: await side(current) };
}
