import { type Table } from '@countersign/engines/tables';

/** Values held at a time, 8 bytes each. */
const mostValues = 2_000_000;

/**
 * The same table, for a reader that asks for one column after another: a short file is read many columns at a time, for a
 * pass over all of it for each of its columns would take the square of their number. Only the last group is held.
 *
 * @param names the columns in the order in which they will be asked for
 */
export function readAhead(table: Table, names: readonly string[]): Table {
  const size = Math.floor(mostValues / table.rowCount);
  if (size < 2) return table;
  const kinds = new Map(table.columns.map(({ name, kind }) => [name, kind]));
  const groupFrom = (name: string): string[] => {
    const start = names.indexOf(name);
    if (start < 0) return [name];
    return names
      .slice(start)
      .filter((each) => kinds.get(each) === kinds.get(name))
      .slice(0, size);
  };
  return {
    format: table.format,
    rowCount: table.rowCount,
    columns: table.columns,
    numbers: grouped((some) => table.numbers(some), groupFrom),
    categories: grouped((some) => table.categories(some), groupFrom),
    countBy: (some) => table.countBy(some),
    countDistinct: (some) => table.countDistinct(some),
    batches: (some) => table.batches(some),
    close: () => table.close(),
  };
}

type Read<Vector> = (names: readonly string[]) => Promise<ReadonlyMap<string, Vector>>;

function grouped<Vector>(read: Read<Vector>, groupFrom: (name: string) => string[]): Read<Vector> {
  let held: ReadonlyMap<string, Vector> = new Map();
  return async (names) => {
    const [name, ...others] = names;
    if (name === undefined || others.length > 0) return read(names);
    if (!held.has(name)) held = await read(groupFrom(name));
    return held;
  };
}
