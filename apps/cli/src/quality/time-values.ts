import { hasZone } from '@countersign/engines/files';
import { type Table } from '@countersign/engines/tables';
import { UsageError } from '../usage-error';

/**
 * The different times of a column in milliseconds since 1970; a time without a zone is taken as UTC.
 *
 * @throws UsageError when the column holds no times
 */
export async function timeValues(table: Table, name: string): Promise<Float64Array> {
  const kind = table.columns.find((column) => column.name === name)?.kind;
  if (kind !== undefined && kind !== 'timestamp')
    throw new UsageError(`--timestamp ${name}: the column is ${kind}, it does not hold times.`);
  const { categories } = (await table.categories([name])).get(name)!;
  return Float64Array.from(categories, (text) => Date.parse(hasZone(text) ? text : `${text}Z`));
}
