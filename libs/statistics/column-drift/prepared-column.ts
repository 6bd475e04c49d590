import { type DriftParameters, type SortedSample, sortedSample } from '../drift';
import { compareCodePoints, sortByCodePoint } from '../ordering';
import { type CategoricalSide, type ColumnPair } from './column-pair';

/** A numeric column, both sides sorted once for all methods. */
export interface PreparedNumbers {
  readonly kind: 'numeric';
  readonly reference: SortedSample;
  readonly current: SortedSample;
  readonly pair: Extract<ColumnPair, { kind: 'numeric' }>;
}

/** A categorical column, the counts of both sides over the categories that occur, in code-point order. */
export interface PreparedCategories {
  readonly kind: 'categorical';
  readonly categories: readonly string[];
  readonly reference: readonly number[];
  readonly current: readonly number[];
  readonly pair: Extract<ColumnPair, { kind: 'categorical' }>;
}

export type PreparedColumn = PreparedNumbers | PreparedCategories;

/** Counts of both sides over the same bins, and how the bins were made. */
export interface Binned {
  readonly reference: readonly number[];
  readonly current: readonly number[];
  readonly parameters: DriftParameters;
}

/** Sorts or aligns a column; what every method on it starts from. */
export function prepareColumn(pair: ColumnPair): PreparedColumn {
  if (pair.kind === 'numeric') {
    const reference = sortedSample(pair.reference.values);
    return { kind: 'numeric', reference, current: sortedSample(pair.current.values), pair };
  }
  return { kind: 'categorical', ...mergedSides(inOrder(pair.reference), inOrder(pair.current)), pair };
}

/** Usable values of either side. */
export function sizesOf(column: PreparedColumn): { reference: number; current: number } {
  if (column.kind === 'numeric') {
    return { reference: column.reference.sorted.length, current: column.current.sorted.length };
  }
  return { reference: sum(column.reference), current: sum(column.current) };
}

/** The categories that occur, each once, by code point: as they are where an engine has counted them so. */
function inOrder({ categories, counts }: CategoricalSide): CategoricalSide {
  const isOrdered = categories.every(
    (category, at) => counts[at]! > 0 && (at === 0 || compareCodePoints(categories[at - 1]!, category) < 0),
  );
  if (isOrdered) return { categories, counts };
  const byName = new Map<string, number>();
  categories.forEach((category, at) => {
    if (counts[at]! > 0) byName.set(category, (byName.get(category) ?? 0) + counts[at]!);
  });
  const names = sortByCodePoint([...byName.keys()]);
  return { categories: names, counts: names.map((name) => byName.get(name)!) };
}

/** Both sides over the categories of either, by one walk through the two lists: names in a million need no map. */
function mergedSides(a: CategoricalSide, b: CategoricalSide) {
  const categories: string[] = [];
  const reference: number[] = [];
  const current: number[] = [];
  for (let [left, right] = [0, 0]; left < a.categories.length || right < b.categories.length;) {
    const [one, other] = [a.categories[left], b.categories[right]];
    const order =
      one === undefined ? 1 : other === undefined ? -1 : one === other ? 0 : compareCodePoints(one, other);
    categories.push(order <= 0 ? one! : other!);
    reference.push(order <= 0 ? a.counts[left++]! : 0);
    current.push(order >= 0 ? b.counts[right++]! : 0);
  }
  return { categories, reference, current };
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
