import { type CategoryVector, type Table } from '@countersign/engines/tables';
import { columnError, type ColumnPlace, listed } from './column-place';

/** A column of two outcomes. */
export interface TruthColumn {
  /** Per row: 1 positive, 0 negative, −1 unknown. */
  values: Int8Array;
  /** What the file calls the positive outcome. */
  positive: string;
  /** The one other value; null when there is none, or several. */
  negative: string | null;
  missing: number;
}

/** Values that say by themselves which is positive. */
const plainPairs: readonly (readonly [negative: string, positive: string])[] = [
  ['0', '1'],
  ['false', 'true'],
];
const mostNamed = 10;

/**
 * Reads a column as outcomes. Without `positive`, 1 of 0 and 1, and true of true and false, are positive; other values
 * need it. With it, every other value is negative. A missing value and a written NaN are unknown, never negative.
 *
 * @throws UsageError that names file and column and lists the values found: when they do not say which is positive, when
 *   there are more than two and `positive` is not given, or when `positive` is none of them
 */
export async function truthColumn(
  table: Pick<Table, 'categories'>,
  place: ColumnPlace,
  positive?: string,
): Promise<TruthColumn> {
  const column = (await table.categories([place.name])).get(place.name)!;
  const chosen =
    positive === undefined ? plainPositive(column, place) : namedPositive(column, place, positive);
  const code = column.categories.indexOf(chosen);
  const others = column.categories.filter((category) => category !== chosen);
  return {
    values: Int8Array.from(column.codes, (value) => (value < 0 ? -1 : Number(value === code))),
    positive: chosen,
    negative: others.length === 1 ? others[0]! : null,
    missing: column.missing,
  };
}

function plainPositive({ categories }: CategoryVector, place: ColumnPlace): string {
  if (categories.length === 0) throw columnError(place, 'it holds no value');
  const pair = plainPairs.find((values) => categories.every((category) => values.includes(category)));
  if (pair) return pair[1];
  const found = listed(categories, mostNamed);
  throw columnError(
    place,
    categories.length > 2
      ? `it holds ${categories.length} values (${found}): name the positive one with --positive, the others are then negative`
      : `it holds ${found}: name the positive one with --positive`,
  );
}

function namedPositive({ categories }: CategoryVector, place: ColumnPlace, positive: string): string {
  const found =
    categories.find((category) => category === positive) ??
    categories.find((category) => isSameNumber(category, positive));
  if (found !== undefined) return found;
  throw columnError(
    place,
    `it holds no value such as --positive ${positive}, but ${listed(categories, mostNamed)}`,
  );
}

const isSameNumber = (a: string, b: string): boolean =>
  a.trim() !== '' && b.trim() !== '' && Number(a) === Number(b);
