import { type ColumnSchema } from '@countersign/engines/files';
import { Problem } from '../../server/problem';
import { type ColumnMapping, namedColumns } from '../models/column-mapping';

/**
 * Throws Problem MISSING_COLUMN naming the field of the mapping and the column, where the file lacks it; BAD_INPUT where
 * one column plays two parts.
 */
export function assertMapped(columns: readonly ColumnSchema[], mapping: ColumnMapping): void {
  const known = new Set(columns.map(({ name }) => name));
  const taken = new Set<string>();
  for (const { field, column } of namedColumns(mapping)) {
    const place = { field: `mapping.${field}`, column };
    if (!known.has(column)) throw new Problem('MISSING_COLUMN', `The file has no column "${column}".`, place);
    if (taken.has(column))
      throw new Problem('BAD_INPUT', `The column "${column}" cannot play two parts.`, place);
    taken.add(column);
  }
}

/** The column a mapping gives to a part; throws Problem MISSING_VALUE where it gives none. */
export function requiredColumn(mapping: ColumnMapping, part: 'id' | 'label'): string {
  const column = mapping[part];
  if (column !== null) return column;
  throw new Problem('MISSING_VALUE', `The mapping must say which column is the ${part}.`, {
    field: `mapping.${part}`,
  });
}

/** Where a value stands in the uploaded file. */
export interface CellPlace {
  line: number;
  column: string;
}

/** A fault of the uploaded file, named by its place. */
export function fault(
  code: 'MISSING_VALUE' | 'NOT_A_TIME' | 'BAD_INPUT',
  { line, column }: CellPlace,
  what: string,
): Problem {
  return new Problem(code, `Line ${line}, column "${column}": ${what}`, { field: 'uploadId', line, column });
}
