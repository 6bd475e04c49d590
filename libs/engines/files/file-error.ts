/** Why a file was refused. The names are stable: callers show them and branch on them. */
export type FileErrorCode =
  | 'UNREADABLE_FILE'
  | 'WRONG_DELIMITER'
  | 'EMPTY_FILE'
  | 'DUPLICATE_COLUMN'
  | 'MALFORMED_ROW'
  | 'MISSING_COLUMN'
  | 'NOT_A_NUMBER'
  | 'NOT_A_TIME';

/** Where in the file, and what lay underneath. */
export interface FileErrorPlace {
  /** Physical line of a CSV (1 is the header), record number of a Parquet file (from 1). */
  readonly line?: number;
  /** Column name, as the header spells it. */
  readonly column?: string;
  /** The engine's own error, for logs only: it may name paths. */
  readonly cause?: unknown;
}

/**
 * Bad input: the file, not the program, is at fault. The message is written for the person who sent the file
 * and never holds a path of the server.
 */
export class FileError extends Error {
  readonly line: number | undefined;
  readonly column: string | undefined;

  constructor(
    readonly code: FileErrorCode,
    message: string,
    place: FileErrorPlace = {},
  ) {
    super(message, place.cause === undefined ? undefined : { cause: place.cause });
    this.name = 'FileError';
    this.line = place.line;
    this.column = place.column;
  }
}
