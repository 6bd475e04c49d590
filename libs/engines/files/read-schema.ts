import { readCsvSchema } from './csv-schema';
import { type FileFormat, type FileSchema } from './file-schema';
import { readNdjsonSchema } from './ndjson-schema';
import { readParquetSchema } from './parquet-schema';

const readers = { csv: readCsvSchema, ndjson: readNdjsonSchema, parquet: readParquetSchema };

/**
 * Reads what a data file holds: its row count and its columns with their kinds. Kinds of CSV (RFC 4180,
 * commas, UTF-8, header row, empty = missing) and of NDJSON are inferred from every value of the file; those of Parquet
 * come from the stored types.
 *
 * @param path the file on this machine
 * @throws FileError UNREADABLE_FILE, WRONG_DELIMITER, EMPTY_FILE, DUPLICATE_COLUMN or MALFORMED_ROW
 * @example (await readSchema('scores.csv', 'csv')).columns // [{ name: 'score', kind: 'numeric', storageType: 'DOUBLE' }]
 */
export async function readSchema(path: string, format: FileFormat): Promise<FileSchema> {
  return readers[format](path);
}
