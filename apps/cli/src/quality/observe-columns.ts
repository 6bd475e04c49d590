import { type CategoryVector, type NumberVector, type Table } from '@countersign/engines/tables';
import { type ObservedColumn } from '@countersign/statistics/quality';

/** Columns that are read in one pass: their numbers are held at the same time, 8 bytes a row each. */
const together = 8;

/** Observes columns one after the other, the numeric ones first; no more than a few are held at a time. */
export async function* observeColumns(
  table: Table,
  names: readonly string[],
): AsyncGenerator<ObservedColumn> {
  const wanted = table.columns.filter(({ name }) => names.includes(name));
  const numeric = wanted.filter(({ kind }) => kind === 'numeric').map(({ name }) => name);
  for (let at = 0; at < numeric.length; at += together)
    for (const [column, vector] of await table.numbers(numeric.slice(at, at + together)))
      yield observedNumbers(column, vector);
  for (const { name, kind } of wanted)
    if (kind !== 'numeric') yield { ...(await observeCategories(table, name)), kind };
}

/** A column by its values' names, whatever its kind. */
export async function observeCategories(
  table: Table,
  column: string,
): Promise<Extract<ObservedColumn, { kind: 'categorical' }>> {
  const vector = (await table.categories([column])).get(column)!;
  const { missing } = vector;
  return { column, kind: 'categorical', rows: vector.codes.length, missing, counts: countsOf(vector) };
}

function observedNumbers(column: string, { values, missing, notANumber }: NumberVector): ObservedColumn {
  return { column, kind: 'numeric', rows: values.length, missing: missing + notANumber, values };
}

function countsOf({ codes, categories }: CategoryVector): Map<string, number> {
  const counts = new Float64Array(categories.length);
  for (const code of codes) if (code >= 0) counts[code]! += 1;
  return new Map(categories.map((category, code) => [category, counts[code]!]));
}
