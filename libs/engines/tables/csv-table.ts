import { connectDuckDb, literalPath } from '../duckdb';
import { FileError, type FileSchema } from '../files';
import { type DuckDbSource } from './duckdb-source';
import { DuckDbTable } from './duckdb-table';
import { ScannedTable } from './scanned-table';
import { type Table } from './table';

/**
 * A CSV file as a table. Our scanner has checked every record and decided the kinds; DuckDB then reads the same file, as
 * texts and without guessing anything, several times as fast. Where it cannot count the same rows (a file of one
 * column with blank lines, line ends of two kinds, a record beyond its limit of 2 MB), the scanner reads on.
 */
export async function csvTable(path: string, schema: FileSchema): Promise<Table> {
  const source = sourceOf(path, schema);
  return (await agrees(source)) ? new DuckDbTable(source) : new ScannedTable(path, schema);
}

function sourceOf(path: string, schema: FileSchema): DuckDbSource {
  const columns = schema.columns.map((_, position) => `c${position}: 'VARCHAR'`).join(', ');
  return {
    path,
    schema,
    from: `read_csv($1, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', comment = '',
      strict_mode = true, columns = {${columns}})`,
    file: literalPath(path),
    holdsTexts: true,
    explain: unreadable,
  };
}

/** The file has been read from end to end before, so that it is another one now. */
function unreadable(cause: unknown): FileError {
  if (cause instanceof FileError) return cause;
  return new FileError(
    'UNREADABLE_FILE',
    'The file cannot be read again: it was changed or removed meanwhile.',
    {
      cause,
    },
  );
}

async function agrees({ schema, from, file }: DuckDbSource): Promise<boolean> {
  const connection = await connectDuckDb();
  try {
    const counted = await connection.runAndReadAll(`SELECT count(*) FROM ${from}`, [file]);
    return Number(counted.value(0, 0)) === schema.rowCount;
  } catch {
    return false;
  } finally {
    connection.closeSync();
  }
}
