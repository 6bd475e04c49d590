import { FileError } from './file-error';
import { maximumColumns } from './file-schema';

const delimiters: readonly (readonly [string, string])[] = [
  [';', 'semicolons (;)'],
  ['\t', 'tabs'],
  ['|', 'vertical bars (|)'],
];

/**
 * Refuses column names no later step could work with.
 *
 * @param names column names in file order
 * @param line the header's line, where the format has one
 * @throws FileError MALFORMED_ROW on too many columns or a blank name, DUPLICATE_COLUMN on a repeated one
 */
export function checkColumnNames(names: readonly string[], line?: number): void {
  const place = line === undefined ? {} : { line };
  if (names.length > maximumColumns)
    throw new FileError(
      'MALFORMED_ROW',
      `The file has ${names.length} columns; at most ${maximumColumns} are accepted.`,
      place,
    );
  const blank = names.findIndex((name) => name.trim() === '');
  if (blank !== -1)
    throw new FileError('MALFORMED_ROW', `Column ${blank + 1} has no name; every column needs one.`, place);
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name))
      throw new FileError('DUPLICATE_COLUMN', `Column "${shorten(name)}" appears more than once.`, {
        ...place,
        column: name,
      });
    seen.add(name);
  }
}

/**
 * Refuses a header that was written with another delimiter: one single column whose name contains it.
 *
 * @throws FileError WRONG_DELIMITER naming the delimiter seen
 */
export function checkDelimiter(names: readonly string[], line: number): void {
  const only = names.length === 1 ? names[0] : undefined;
  if (only === undefined) return;
  const seen = delimiters.find(([character]) => only.includes(character));
  if (seen)
    throw new FileError(
      'WRONG_DELIMITER',
      `The columns are separated by ${seen[1]}; a CSV file here is separated by commas.`,
      { line },
    );
}

/** Text of the file, cut to a length a message can carry. */
export function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
