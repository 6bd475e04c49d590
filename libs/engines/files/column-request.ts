import { FileError } from './file-error';
import { type ColumnRequest, type ColumnSchema } from './file-schema';
import { shorten } from './header';

/** A requested column, found in the file; `kind` and `storageType` are those to read it in. */
export interface RequestedColumn extends ColumnSchema {
  /** Position in the file, from 0. */
  readonly position: number;
}

/**
 * Finds the requested columns, all of them in file order when none are named.
 *
 * @throws FileError MISSING_COLUMN naming the column the file does not have
 */
export function requestedColumns(
  columns: readonly ColumnSchema[],
  requests?: readonly ColumnRequest[],
): readonly RequestedColumn[] {
  const all = new Map(columns.map((column, position) => [column.name, { ...column, position }]));
  if (!requests) return [...all.values()];
  return requests.map((request) => {
    const { name, ...wanted } = typeof request === 'string' ? { name: request } : request;
    const found = all.get(name);
    if (!found)
      throw new FileError('MISSING_COLUMN', `The file has no column "${shorten(name)}".`, { column: name });
    return { ...found, ...wanted };
  });
}
