import { type CellValue, type ColumnKind, type FileFormat } from './file-schema';
import { readColumns } from './read-columns';

/** A numeric column: its finite values in file order, and how many rows had none. */
export interface NumberColumn {
  readonly values: Float64Array;
  readonly missing: number;
  readonly notANumber: number;
  readonly infinite: number;
}

/**
 * Reads one column as numbers. values.length + missing + notANumber + infinite is the file's row count.
 *
 * @throws FileError as readColumns does; NOT_A_NUMBER (with line) where a value is text
 */
export async function readNumbers(path: string, format: FileFormat, column: string): Promise<NumberColumn> {
  const finite: number[] = [];
  let missing = 0;
  let notANumber = 0;
  let infinite = 0;
  for await (const values of slices({ path, format, column }, 'numeric'))
    for (const value of values) {
      if (typeof value !== 'number') missing += 1;
      else if (Number.isNaN(value)) notANumber += 1;
      else if (!Number.isFinite(value)) infinite += 1;
      else finite.push(value);
    }
  return { values: Float64Array.from(finite), missing, notANumber, infinite };
}

/**
 * Reads one column as text, null where missing; numbers and times as they are written in the file.
 *
 * @throws FileError as readColumns does
 */
export async function readText(path: string, format: FileFormat, column: string): Promise<(string | null)[]> {
  const texts: (string | null)[] = [];
  for await (const values of slices({ path, format, column }, 'categorical'))
    for (const value of values) texts.push(value === null ? null : String(value));
  return texts;
}

interface ColumnAddress {
  readonly path: string;
  readonly format: FileFormat;
  readonly column: string;
}

async function* slices(
  { path, format, column }: ColumnAddress,
  kind: ColumnKind,
): AsyncGenerator<readonly CellValue[]> {
  for await (const batch of readColumns(path, format, [{ name: column, kind }]))
    yield batch.columns.get(column) ?? [];
}
