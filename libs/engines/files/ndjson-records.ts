import { readTextBlocks } from './text-blocks';
import { FileError } from './file-error';
import { shorten } from './header';
import { type LongNumber, longNumbers } from './long-numbers';

/** One value of a line: a whole number that its double does not tell from others comes as its digits. */
export type NdjsonValue = string | number | LongNumber | boolean | null;

/** One line of an NDJSON file: a flat object. Names it does not own are absent, whatever Object.prototype holds. */
export type NdjsonRow = Readonly<Record<string, NdjsonValue>>;

/** Consecutive rows, and the physical line of the first: every row is one line. */
export interface NdjsonRows {
  readonly rows: readonly NdjsonRow[];
  readonly firstLine: number;
}

/**
 * Reads an NDJSON file row by row, in runs of about 1 MiB: each line one JSON object of texts, numbers, booleans and
 * nulls. Blank lines at the end of the file are not rows; elsewhere they are a fault. As JSON.parse has it, numbers are
 * doubles and the last of several equal names in one line counts. Whole numbers beyond 2^53, which doubles would
 * confuse, keep their digits beside: as texts and categories they are what the line writes, as in CSV and Parquet.
 *
 * @throws FileError MALFORMED_ROW with line (and column, where a value is nested); EMPTY_FILE without rows;
 *   UNREADABLE_FILE when the file cannot be opened or is not UTF-8
 */
export async function* readNdjsonRows(path: string): AsyncGenerator<NdjsonRows> {
  let blank: number | undefined;
  let any = false;
  for await (const { text, firstLine } of readTextBlocks(path)) {
    const rows: NdjsonRow[] = [];
    let line = firstLine;
    for (let start = 0; start < text.length; line += 1) {
      const lineBreak = text.indexOf('\n', start);
      const end = lineBreak === -1 ? text.length : lineBreak;
      const content = text.slice(start, end);
      start = end + 1;
      if (content.trim() === '') {
        blank ??= line;
        continue;
      }
      if (blank !== undefined) throw malformed(blank, `Line ${blank} is blank.`);
      rows.push(rowOf(content, line));
    }
    if (rows.length === 0) continue;
    any = true;
    yield { rows, firstLine };
  }
  if (!any) throw new FileError('EMPTY_FILE', 'The file is empty.');
}

function rowOf(content: string, line: number): NdjsonRow {
  const value = parsed(content, line);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw malformed(line, `Line ${line} is not a JSON object.`);
  const row = value as Record<string, unknown>;
  let isExact = true;
  for (const name in row) {
    const field = row[name];
    if (typeof field === 'number' && Math.abs(field) > Number.MAX_SAFE_INTEGER) isExact = false;
    if (typeof field === 'object' && field !== null)
      throw new FileError(
        'MALFORMED_ROW',
        `Line ${line}, field "${shorten(name)}" holds ${Array.isArray(field) ? 'a list' : 'an object'}; only texts, numbers, true, false and null are accepted.`,
        { line, column: name },
      );
  }
  if (!isExact) for (const [name, number] of longNumbers(content, row)) row[name] = number;
  return row as NdjsonRow;
}

function parsed(content: string, line: number): unknown {
  try {
    return JSON.parse(content);
  } catch {
    const hint = /[:\s](?:NaN|-?Infinity)\b/.test(content)
      ? ' (JSON has no NaN and no Infinity: write null)'
      : '';
    throw malformed(line, `Line ${line} is not JSON${hint}.`);
  }
}

const malformed = (line: number, message: string): FileError =>
  new FileError('MALFORMED_ROW', message, { line });
