import { type ColumnSchema, type FileFormat } from '../files';
import { type DuckDbSource } from './duckdb-source';

/** A numeric column, one value a row in file order. */
export interface NumberVector {
  /** Length = the table's rows; NaN where the row has no number, ±Infinity where the file says so. */
  readonly values: Float64Array;
  readonly missing: number;
  /** A written NaN. */
  readonly notANumber: number;
  readonly infinite: number;
}

/** A column of categories, one code a row in file order. */
export interface CategoryVector {
  /** Length = the table's rows; an index into `categories`, −1 where missing. */
  readonly codes: Int32Array;
  /** Distinct values in code-point order. Numbers as JavaScript writes them (`1`, not `1.0`; a written NaN is missing),
   * whole ones beyond 2^53 with the digits of the file, of whatever format; booleans as true and false, times in the normal form of `parseTimeText`. */
  readonly categories: readonly string[];
  readonly missing: number;
}

/** Rows that share the same values in all the columns asked for, null where missing. */
export interface ValueCount {
  readonly values: readonly (string | null)[];
  readonly rows: number;
}

/** Rows that have a value in one of the columns asked for, and how many different ones there are. */
export interface DistinctRows {
  readonly rows: number;
  readonly distinct: number;
}

/** Consecutive rows of a table, column by column, in file order. */
export interface TableBatch {
  readonly length: number;
  /** Float64Array for numeric columns (`isMissing` tells a missing value from a NaN), texts for the others. */
  readonly columns: ReadonlyMap<string, NumberBatch | readonly (string | null)[]>;
}

export interface NumberBatch {
  readonly values: Float64Array;
  /** One byte a row: 1 where the value is missing. */
  readonly isMissing: Uint8Array;
}

/**
 * A data file (CSV, NDJSON or Parquet) opened for reading by column. CSV and NDJSON are checked line by line
 * beforehand. Reading a few columns never holds the others.
 */
export interface Table {
  readonly format: FileFormat;
  readonly rowCount: number;
  readonly columns: readonly ColumnSchema[];
  /** How DuckDB reads the file; absent where only our own readers are sure of it. */
  readonly source?: DuckDbSource;
  /** @throws FileError MISSING_COLUMN on an unknown name; NOT_A_NUMBER, with the line, where a value is text */
  numbers(names: readonly string[]): Promise<ReadonlyMap<string, NumberVector>>;
  /** @throws FileError MISSING_COLUMN on an unknown name */
  categories(names: readonly string[]): Promise<ReadonlyMap<string, CategoryVector>>;
  /** Exact counts, grouped inside the engine; ordered by value, missing last. @throws FileError MISSING_COLUMN */
  countBy(names: readonly string[]): Promise<readonly ValueCount[]>;
  /**
   * Counts rows that differ in the columns asked for, as `categories` names their values (times as written). Compared by 128 bits of hash,
   * so that the rows themselves are never held. @throws FileError MISSING_COLUMN
   */
  countDistinct(names: readonly string[]): Promise<DistinctRows>;
  /** All rows once, in file order, a few thousand at a time. @throws FileError MISSING_COLUMN */
  batches(names: readonly string[]): AsyncIterable<TableBatch>;
  /** Frees what the engine holds for the table. */
  close(): Promise<void>;
}
