import { type DuckDBDataChunk, type DuckDBValue } from '@duckdb/node-api';
import { parseCell } from './cell';
import { type RequestedColumn, requestedColumns } from './column-request';
import { connectDuckDb, literalPath } from '../duckdb';
import { FileError } from './file-error';
import { type CellValue, type ColumnBatch, type ColumnRequest, type FileSchema } from './file-schema';
import { parquetFile, readParquetSchema, unreadable } from './parquet-schema';

/** Reads a Parquet file's columns in file order, one row group slice (2,048 rows) at a time. */
export async function* readParquetColumns(
  path: string,
  requests?: readonly ColumnRequest[],
): AsyncGenerator<ColumnBatch> {
  const schema = await readParquetSchema(path);
  const wanted = requestedColumns(schema.columns, requests).map((column) => ({
    ...column,
    isStoredNumber: column.kind === 'numeric' && schema.columns[column.position]?.kind === 'numeric',
  }));
  const connection = await connectDuckDb();
  try {
    const result = await connection.stream(selection(schema, wanted), [literalPath(path)]);
    let firstRow = 0;
    for (;;) {
      const chunk = await result.fetchChunk();
      if (!chunk || chunk.rowCount === 0) return;
      yield batch(chunk, wanted, firstRow);
      firstRow += chunk.rowCount;
    }
  } catch (cause) {
    throw unreadable(cause);
  } finally {
    connection.closeSync();
  }
}

interface WantedColumn extends RequestedColumn {
  readonly isStoredNumber: boolean;
}

/** Columns are aliased by position, so no name of the file ever becomes SQL. */
function selection(schema: FileSchema, wanted: readonly WantedColumn[]): string {
  const aliases = schema.columns.map((_, position) => `c${position}`).join(', ');
  const cells = wanted.map(
    ({ position, isStoredNumber }) => `CAST(c${position} AS ${isStoredNumber ? 'DOUBLE' : 'VARCHAR'})`,
  );
  return `SELECT ${cells.length > 0 ? cells.join(', ') : 'NULL'} FROM ${parquetFile} AS file(${aliases})`;
}

function batch(chunk: DuckDBDataChunk, wanted: readonly WantedColumn[], firstRow: number): ColumnBatch {
  const length = chunk.rowCount;
  const columns = new Map<string, readonly CellValue[]>();
  for (const [at, column] of wanted.entries()) {
    const values = chunk.getColumnValues(at);
    columns.set(
      column.name,
      values.map((value, row) => cellValue(value, column, firstRow + row + 1)),
    );
  }
  return { firstRow, length, lines: Array.from({ length }, (_, row) => firstRow + row + 1), columns };
}

function cellValue(value: DuckDBValue, column: WantedColumn, record: number): CellValue {
  if (value === null || value === '') return null;
  if (typeof value === 'number') return value;
  const text = String(value);
  if (text.includes('\0'))
    throw new FileError(
      'UNREADABLE_FILE',
      `Record ${record}, column "${column.name}" holds a NUL character.`,
      {
        line: record,
        column: column.name,
      },
    );
  return parseCell({ text, line: record, column: column.name }, column);
}
