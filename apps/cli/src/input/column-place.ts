import { type Table } from '@countersign/engines/tables';
import { UsageError } from '../usage-error';

/** A column, the file it is of, and the option that named it. */
export interface ColumnPlace {
  path: string;
  name: string;
  option: string;
}

const mostNamed = 20;

/** What is wrong with a column, as every command says it: `file: column "x" (--option): reason.` */
export function columnError({ path, name, option }: ColumnPlace, reason: string): UsageError {
  return new UsageError(`${path}: column "${name}" (${option}): ${reason}.`);
}

/** @throws UsageError that names the file, the option and the columns there are, where the file lacks one */
export function requireColumns(
  { columns }: Pick<Table, 'columns'>,
  path: string,
  wanted: readonly (readonly [option: string, name: string | undefined])[],
): void {
  const present = columns.map(({ name }) => name);
  for (const [option, name] of wanted)
    if (name !== undefined && !present.includes(name))
      throw columnError({ path, name, option }, `there is no such column, but ${listed(present, mostNamed)}`);
}

/** The first few of some values in quotes, and how many more there are. */
export function listed(values: readonly string[], most: number): string {
  const named = values.slice(0, most).map((value) => `"${value}"`);
  return `${named.join(', ')}${values.length > most ? ` and ${values.length - most} more` : ''}`;
}
