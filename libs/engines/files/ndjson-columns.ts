import { parseCell } from './cell';
import { type RequestedColumn, requestedColumns } from './column-request';
import { type CellValue, type ColumnBatch, type ColumnRequest } from './file-schema';
import { type NdjsonRow, type NdjsonRows, type NdjsonValue, readNdjsonRows } from './ndjson-records';
import { readNdjsonSchema } from './ndjson-schema';

/**
 * Reads an NDJSON file's columns; a first pass finds the fields and infers their kinds unless the caller names one for
 * each column.
 */
export async function* readNdjsonColumns(
  path: string,
  requests?: readonly ColumnRequest[],
): AsyncGenerator<ColumnBatch> {
  const typed = requests?.filter((request) => typeof request !== 'string');
  const isTyped = typed !== undefined && typed.length === requests?.length;
  const known = isTyped
    ? typed.map(({ storageType = '', ...column }) => ({ ...column, storageType }))
    : undefined;
  const wanted = requestedColumns(known ?? (await readNdjsonSchema(path)).columns, requests);
  const unseen = new Set(known?.map(({ name }) => name));
  let firstRow = 0;
  for await (const run of readNdjsonRows(path)) {
    const { length } = run.rows;
    for (const name of unseen) if (run.rows.some((row) => Object.hasOwn(row, name))) unseen.delete(name);
    const columns = new Map(wanted.map((column) => [column.name, columnValues(column, run)]));
    yield { firstRow, length, lines: Array.from({ length }, (_, row) => run.firstLine + row), columns };
    firstRow += length;
  }
  // A field of no row is not there; only the end of the file can tell.
  requestedColumns([], [...unseen]);
}

function columnValues(column: RequestedColumn, { rows, firstLine }: NdjsonRows): CellValue[] {
  return rows.map((row, at) => {
    const value = fieldOf(row, column.name);
    if (value === null || value === '') return null;
    if (typeof value === 'number' && column.kind === 'numeric') return value;
    const text = typeof value === 'object' ? value.digits : String(value);
    return parseCell({ text, line: firstLine + at, column: column.name }, column);
  });
}

function fieldOf(row: NdjsonRow, name: string): NdjsonValue {
  return Object.hasOwn(row, name) ? (row[name] ?? null) : null;
}
