import { type CategoryVector, type NumberVector, type Table } from '@countersign/engines/tables';
import { type ObservedColumn } from '@countersign/statistics/quality';

type ObservedCategories = Extract<ObservedColumn, { kind: 'categorical' }>;

/** Values held at the same time, 8 bytes each: many columns of a short table are read in one pass. */
const mostValues = 8_000_000;

/** Observes columns a few at a time, the numeric ones first; no more than those few are held. */
export async function* observeColumns(
  table: Table,
  names: readonly string[],
): AsyncGenerator<ObservedColumn> {
  const wanted = new Set(names);
  const columns = table.columns.filter(({ name }) => wanted.has(name));
  const together = Math.max(1, Math.floor(mostValues / table.rowCount));
  for (const some of groupsOf(
    columns.filter(({ kind }) => kind === 'numeric'),
    together,
  ))
    for (const [column, vector] of await table.numbers(some.map(({ name }) => name)))
      yield observedNumbers(column, vector);
  for (const some of groupsOf(
    columns.filter(({ kind }) => kind !== 'numeric'),
    together,
  )) {
    const vectors = await table.categories(some.map(({ name }) => name));
    for (const { name, kind } of some) {
      const observed = observedCategories(name, vectors.get(name)!);
      yield kind === 'timestamp' ? { ...observed, kind } : observed;
    }
  }
}

function groupsOf<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}

/** A column by its values' names, whatever its kind. */
export async function observeCategories(table: Table, column: string): Promise<ObservedColumn> {
  return observedCategories(column, (await table.categories([column])).get(column)!);
}

function observedCategories(column: string, vector: CategoryVector): ObservedCategories {
  const { codes, missing } = vector;
  return { column, kind: 'categorical', rows: codes.length, missing, counts: countsOf(vector) };
}

function observedNumbers(column: string, { values, missing, notANumber }: NumberVector): ObservedColumn {
  return { column, kind: 'numeric', rows: values.length, missing: missing + notANumber, values };
}

function countsOf({ codes, categories }: CategoryVector): Map<string, number> {
  const counts = new Float64Array(categories.length);
  for (const code of codes) if (code >= 0) counts[code]! += 1;
  return new Map(categories.map((category, code) => [category, counts[code]!]));
}
