import { parseCell } from './cell';
import { type RequestedColumn, requestedColumns } from './column-request';
import { readCsvRows } from './csv-records';
import { readCsvSchema } from './csv-schema';
import { type CsvRecord } from './csv-scanner';
import { type CellValue, type ColumnBatch, type ColumnRequest } from './file-schema';

/** Reads a CSV file's columns; a first pass infers kinds unless the caller names one for each column. */
export async function* readCsvColumns(
  path: string,
  requests?: readonly ColumnRequest[],
): AsyncGenerator<ColumnBatch> {
  const isTyped = requests?.every((request) => typeof request !== 'string');
  const schema = isTyped ? undefined : await readCsvSchema(path);
  let wanted = schema && requestedColumns(schema.columns, requests);
  let firstRow = 0;
  for await (const { header, rows } of readCsvRows(path)) {
    wanted ??= requestedColumns(
      header.map((name) => ({ name, kind: 'categorical', storageType: 'VARCHAR' })),
      requests,
    );
    const columns = new Map(wanted.map((column) => [column.name, columnValues(column, rows)]));
    yield { firstRow, length: rows.length, lines: rows.map((row) => row.line), columns };
    firstRow += rows.length;
  }
}

function columnValues(column: RequestedColumn, rows: readonly CsvRecord[]): CellValue[] {
  return rows.map(({ fields, line }) => {
    const text = fields[column.position] ?? '';
    return text === '' ? null : parseCell({ text, line, column: column.name }, column);
  });
}
