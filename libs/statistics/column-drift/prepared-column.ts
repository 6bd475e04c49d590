import { type DriftParameters, type SortedSample, sortedSample } from '../drift';
import { compareCodePoints } from '../ordering';
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
  const reference = countsByName(pair.reference);
  const current = countsByName(pair.current);
  const categories = [...new Set([...reference.keys(), ...current.keys()])].sort(compareCodePoints);
  return {
    kind: 'categorical',
    categories,
    reference: categories.map((category) => reference.get(category) ?? 0),
    current: categories.map((category) => current.get(category) ?? 0),
    pair,
  };
}

/** Usable values of either side. */
export function sizesOf(column: PreparedColumn): { reference: number; current: number } {
  if (column.kind === 'numeric') {
    return { reference: column.reference.sorted.length, current: column.current.sorted.length };
  }
  return { reference: sum(column.reference), current: sum(column.current) };
}

function countsByName(side: CategoricalSide): Map<string, number> {
  const counts = new Map<string, number>();
  side.categories.forEach((category, index) => {
    const count = side.counts[index]!;
    if (count > 0) counts.set(category, (counts.get(category) ?? 0) + count);
  });
  return counts;
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
