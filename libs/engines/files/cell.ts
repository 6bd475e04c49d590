import { FileError } from './file-error';
import { type CellValue, type ColumnSchema } from './file-schema';
import { shorten } from './header';
import { isMissingText } from './missing-text';
import { parseNumberText } from './number-text';
import { parseTimeText } from './time-text';
import { parseTruthText } from './truth-text';

/** A text of the file and where it stands. */
export interface TextCell {
  readonly text: string;
  readonly line: number;
  readonly column: string;
}

/**
 * Reads a non-empty text as a value of the wanted kind; a spelling of "no value" is null unless texts are wanted. Of a
 * BOOLEAN column, what is no truth value stays as written.
 *
 * @throws FileError NOT_A_NUMBER or NOT_A_TIME with line and column
 */
export function parseCell(cell: TextCell, { kind, storageType }: Omit<ColumnSchema, 'name'>): CellValue {
  if (kind === 'categorical' && storageType !== 'BOOLEAN') return cell.text;
  if (isMissingText(cell.text)) return null;
  if (kind === 'categorical') return parseTruthText(cell.text) ?? cell.text;
  const value = kind === 'numeric' ? parseNumberText(cell.text) : parseTimeText(cell.text);
  if (value !== undefined) return value;
  const { line, column } = cell;
  const wanted = kind === 'numeric' ? 'a number' : 'a date and time';
  throw new FileError(
    kind === 'numeric' ? 'NOT_A_NUMBER' : 'NOT_A_TIME',
    `Row at line ${line}, column "${shorten(column)}": "${shorten(cell.text)}" is not ${wanted}.`,
    { line, column },
  );
}
