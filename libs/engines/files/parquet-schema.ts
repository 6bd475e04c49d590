import { type DuckDBConnection, type DuckDBType, DuckDBTypeId } from '@duckdb/node-api';
import { connectDuckDb, literalPath } from '../duckdb';
import { FileError } from './file-error';
import { type ColumnKind, type ColumnSchema, type FileSchema } from './file-schema';
import { checkColumnNames } from './header';

const numericTypes = new Set<DuckDBTypeId>([
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UTINYINT,
  DuckDBTypeId.USMALLINT,
  DuckDBTypeId.UINTEGER,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.UHUGEINT,
  DuckDBTypeId.FLOAT,
  DuckDBTypeId.DOUBLE,
  DuckDBTypeId.DECIMAL,
]);
const timeTypes = new Set<DuckDBTypeId>([
  DuckDBTypeId.DATE,
  DuckDBTypeId.TIMESTAMP,
  DuckDBTypeId.TIMESTAMP_S,
  DuckDBTypeId.TIMESTAMP_MS,
  DuckDBTypeId.TIMESTAMP_NS,
  DuckDBTypeId.TIMESTAMP_TZ,
]);

/** The kind of a stored type: booleans, texts and everything nested are categories. */
function kindOf(type: DuckDBType): ColumnKind {
  if (numericTypes.has(type.typeId)) return 'numeric';
  return timeTypes.has(type.typeId) ? 'timestamp' : 'categorical';
}

/**
 * Reads a Parquet file's schema from its footer.
 *
 * @throws FileError UNREADABLE_FILE when it is not Parquet, cut off or damaged; EMPTY_FILE without rows;
 *   DUPLICATE_COLUMN or MALFORMED_ROW on unusable column names
 */
export async function readParquetSchema(path: string): Promise<FileSchema> {
  return withParquet(async (connection) => {
    const file = [literalPath(path)];
    const names = await columnNames(connection, file);
    checkColumnNames(names);
    const types = (await connection.run(`SELECT * FROM ${parquetFile} LIMIT 0`, file)).columnTypes();
    const counted = await connection.runAndReadAll('SELECT num_rows FROM parquet_file_metadata($1)', file);
    const rowCount = Number(counted.value(0, 0));
    if (rowCount === 0) throw new FileError('EMPTY_FILE', 'The file has columns but no rows.');
    return { format: 'parquet', rowCount, columns: names.map((name, at) => columnSchema(name, types[at])) };
  });
}

/** The file as DuckDB reads it, its path the first parameter; a directory called `a=b` adds no column. */
export const parquetFile = 'read_parquet($1, hive_partitioning = false)';

/** Runs work on a connection of its own; whatever the engine throws means that the file cannot be read. */
async function withParquet<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const connection = await connectDuckDb();
  try {
    return await work(connection);
  } catch (cause) {
    throw unreadable(cause);
  } finally {
    connection.closeSync();
  }
}

/** A refusal passes as it is; an error of the engine becomes one that does not show its text. */
export function unreadable(cause: unknown): FileError {
  if (cause instanceof FileError) return cause;
  return new FileError(
    'UNREADABLE_FILE',
    'The file cannot be read as Parquet: it is damaged, cut off, encrypted or of another format.',
    {
      cause,
    },
  );
}

function columnSchema(name: string, type: DuckDBType | undefined): ColumnSchema {
  if (!type) throw new FileError('UNREADABLE_FILE', 'The schema of the Parquet file is inconsistent.');
  return { name, kind: kindOf(type), storageType: String(type) };
}

/** Top-level names as stored: DuckDB itself renames columns that differ in case only. */
async function columnNames(connection: DuckDBConnection, file: string[]): Promise<string[]> {
  const reader = await connection.runAndReadAll('SELECT name, num_children FROM parquet_schema($1)', file);
  const names: string[] = [];
  let nested = 0;
  for (const [name, children] of reader.getRows().slice(1)) {
    if (nested === 0) names.push(String(name));
    else nested -= 1;
    nested += Number(children ?? 0);
  }
  return names;
}
