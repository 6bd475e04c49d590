import { FileError } from '@countersign/engines/files';
import { openTable, type Table } from '@countersign/engines/tables';
import { UsageError } from '../usage-error';

/**
 * Opens a data file that a word of the command line names. What is wrong with the file, now or in a later reading, is a
 * UsageError `file:line: reason`, the reason naming the column.
 */
export async function openInput(path: string): Promise<Table> {
  const explain = async <T>(read: () => Promise<T>): Promise<T> => {
    try {
      return await read();
    } catch (error) {
      throw inputError(path, error);
    }
  };
  const table = await explain(() => openTable(path));
  return {
    format: table.format,
    rowCount: table.rowCount,
    columns: table.columns,
    numbers: (names) => explain(() => table.numbers(names)),
    categories: (names) => explain(() => table.categories(names)),
    countBy: (names) => explain(() => table.countBy(names)),
    countDistinct: (names) => explain(() => table.countDistinct(names)),
    batches: async function* (names) {
      try {
        yield* table.batches(names);
      } catch (error) {
        throw inputError(path, error);
      }
    },
    close: () => table.close(),
  };
}

function inputError(path: string, error: unknown): unknown {
  if (!(error instanceof FileError)) return error;
  return new UsageError(`${path}${error.line === undefined ? '' : `:${error.line}`}: ${error.message}`);
}
