import { literalPath } from '../duckdb';
import { type FileSchema, unreadable } from '../files';
import { DuckDbTable } from './duckdb-table';
import { type Table } from './table';

/** A Parquet file as a table. */
export function parquetTable(path: string, schema: FileSchema): Table {
  const aliases = schema.columns.map((_, position) => `c${position}`).join(', ');
  return new DuckDbTable({
    path,
    schema,
    from: `read_parquet($1, hive_partitioning = false) AS file(${aliases})`,
    file: literalPath(path),
    holdsTexts: false,
    explain: unreadable,
  });
}
