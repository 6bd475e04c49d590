import { open, stat } from 'node:fs/promises';
import { detectFormat, FileError, readSchema } from '../files';
import { csvTable } from './csv-table';
import { parquetTable } from './parquet-table';
import { ScannedTable } from './scanned-table';
import { type Table } from './table';

/** A CSV of so few cells is read again sooner than the engine is asked. */
const fewCells = 50_000;

/**
 * Opens a data file (CSV, NDJSON or Parquet, told apart by `detectFormat`) and checks it: a CSV or NDJSON file record
 * by record, a Parquet file's footer. The caller closes the table.
 *
 * @throws FileError for every fault of the file, with line and column where it has them
 * @example
 *   const table = await openTable('scores.csv');
 *   const score = (await table.numbers(['score'])).get('score');
 *   await table.close();
 */
export async function openTable(path: string): Promise<Table> {
  const format = detectFormat(path, await firstBytes(path));
  const schema = await readSchema(path, format);
  if (format === 'parquet') return parquetTable(path, schema);
  const isLarge = schema.rowCount * schema.columns.length > fewCells;
  return format === 'csv' && isLarge ? csvTable(path, schema) : new ScannedTable(path, schema);
}

async function firstBytes(path: string): Promise<Uint8Array> {
  try {
    const kind = await stat(path);
    // Opening a pipe would wait for its writer, and none can be read a second time.
    if (!kind.isFile() && !kind.isDirectory())
      throw new FileError(
        'UNREADABLE_FILE',
        'This is a pipe or a device: save it as a file, which is read more than once.',
      );
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof FileError) throw cause;
    throw new FileError('UNREADABLE_FILE', reasonOf(cause), { cause });
  }
}

function reasonOf(cause: unknown): string {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'There is no such file.';
  if (code === 'EISDIR') return 'This is a directory, not a file.';
  return code === 'EACCES' ? 'The file may not be read by this account.' : 'The file cannot be opened.';
}
