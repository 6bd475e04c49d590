import { type Table } from '@countersign/engines/tables';
import { UsageError } from '../usage-error';

/** @throws UsageError that names the file, the option and the columns there are, where the file lacks one */
export function requireColumns(
  table: Table,
  path: string,
  wanted: readonly (readonly [option: string, name: string | undefined])[],
): void {
  const present = table.columns.map(({ name }) => name);
  for (const [option, name] of wanted) {
    if (name === undefined || present.includes(name)) continue;
    const named = present.slice(0, 30).map((column) => `"${column}"`);
    const more = present.length > 30 ? ` and ${present.length - 30} more` : '';
    throw new UsageError(
      `${path}: there is no column "${name}" (${option}), but ${named.join(', ')}${more}.`,
    );
  }
}
