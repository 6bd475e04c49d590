import { readCsvColumns } from './csv-columns';
import { type ColumnBatch, type ColumnRequest, type FileFormat } from './file-schema';
import { readNdjsonColumns } from './ndjson-columns';
import { readParquetColumns } from './parquet-columns';

const readers = { csv: readCsvColumns, ndjson: readNdjsonColumns, parquet: readParquetColumns };

/**
 * Reads a data file in batches of rows, in file order, never holding the whole file. An NDJSON file is read
 * once more beforehand to find its fields, a CSV to infer kinds unless every request names its kind.
 *
 * @param path the file on this machine
 * @param requests the columns wanted, by name or with the kind to read them in; all when left out
 * @throws FileError as readSchema does; also MISSING_COLUMN on an unknown name, NOT_A_NUMBER or NOT_A_TIME (with line
 *   and column) where a value does not fit the kind asked for
 * @example for await (const { columns } of readColumns('scores.csv', 'csv', ['score'])) columns.get('score')
 */
export function readColumns(
  path: string,
  format: FileFormat,
  requests?: readonly ColumnRequest[],
): AsyncIterable<ColumnBatch> {
  return readers[format](path, requests);
}
