import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** One row of a file, its fields by column name, as text. */
export type CsvRow = Readonly<Record<string, string>>;

/** Where the public data sets lie: beside the repository, not in it. */
const folder = resolve(__dirname, '../../../../shared/data');

/**
 * Runs `body` when the folder of public data sets stands beside the repository. Where it is absent (a clone elsewhere)
 * the reason is printed and nothing runs; where it is there, a file that cannot be read is an error, never a skip.
 */
export function withRealData(body: () => void): void {
  if (existsSync(folder)) body();
  else process.stderr.write(`skipped: the folder of public data sets, ${folder}, is absent\n`);
}

/** Where a public data set lies, for code that reads files itself. */
export const realDataPath = (name: string): string => join(folder, name);

/**
 * The rows of a public data set whose fields hold no quotes. Throws when the file is unreadable, holds a quote, or a row
 * has not one field per column.
 */
export function readRealCsv(name: string): CsvRow[] {
  const text = readFileSync(realDataPath(name), 'utf8');
  if (text.includes('"')) throw new Error(`${name} holds quoted fields, which this reader does not know`);
  const [header, ...lines] = text.trimEnd().split(/\r?\n/);
  const columns = header!.split(',');
  return lines.map((line, index) => {
    const fields = line.split(',');
    if (fields.length !== columns.length) throw new Error(`${name}:${index + 2} has ${fields.length} fields`);
    return Object.fromEntries(columns.map((column, at) => [column, fields[at]!]));
  });
}
