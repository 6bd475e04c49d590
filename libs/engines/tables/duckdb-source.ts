import { type FileSchema } from '../files';

/** How DuckDB reads a file. Columns are `c0`, `c1` … by position: no name and no path of the file ever becomes SQL. */
export interface DuckDbSource {
  /** Path of the file, for what our own readers answer. */
  readonly path: string;
  readonly schema: FileSchema;
  /** What stands after FROM; the file is its parameter $1. */
  readonly from: string;
  /** The value of parameter $1. */
  readonly file: string;
  /** Every column is text, whatever its kind. */
  readonly holdsTexts: boolean;
  /** What an error of the engine means. */
  readonly explain: (cause: unknown) => Error;
}
