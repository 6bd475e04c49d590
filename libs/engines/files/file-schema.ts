/** How the bytes are laid out. */
export type FileFormat = 'csv' | 'ndjson' | 'parquet';

/** What a column's values mean to the statistics. */
export type ColumnKind = 'numeric' | 'categorical' | 'timestamp';

/** One column of a file. */
export interface ColumnSchema {
  readonly name: string;
  readonly kind: ColumnKind;
  /** SQL type name: stored in Parquet, inferred over every value in CSV and NDJSON (BIGINT, DOUBLE, BOOLEAN, DATE, TIMESTAMP, VARCHAR …). */
  readonly storageType: string;
}

/** What a file holds. rowCount is at least 1: a file without rows is refused. */
export interface FileSchema {
  readonly format: FileFormat;
  readonly rowCount: number;
  readonly columns: readonly ColumnSchema[];
}

/**
 * A column to read: by name, in the kind the file's schema gives it, or in a kind the caller wants
 * (an identifier of digits as categorical keeps every digit). With the storage type BOOLEAN, texts such as `True` are
 * read as the truth values they write, so that files of different writers agree.
 */
export type ColumnRequest =
  string | { readonly name: string; readonly kind: ColumnKind; readonly storageType?: string };

/**
 * One value. Missing is null. Numeric: a number, NaN and ±Infinity included. Categorical: text, booleans as
 * 'true' and 'false'. Timestamp: `YYYY-MM-DDTHH:MM:SS[.fraction]`, followed by `Z` or `±HH:MM` only where the
 * file states a zone; what a time without one means is the caller's decision.
 */
export type CellValue = number | string | null;

/** Consecutive rows of a file, in file order, column by column. */
export interface ColumnBatch {
  /** Rows before this batch. */
  readonly firstRow: number;
  readonly length: number;
  /** For messages, per row: where it starts as a physical line of CSV or NDJSON, or its record number in Parquet. */
  readonly lines: readonly number[];
  /** Per requested column, `length` values. */
  readonly columns: ReadonlyMap<string, readonly CellValue[]>;
}

/** Most columns a file may have: wider files are a transposed table or an accident. */
export const maximumColumns = 10_000;
