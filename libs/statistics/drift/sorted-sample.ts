import { sortFinite } from '../profile';

/** The finite values of a column in ascending order, sorted once and handed to as many methods as wanted. */
export interface SortedSample {
  readonly sorted: Float64Array;
}

/** A column of numbers as the methods on raw values take it: in any order, or sorted beforehand. */
export type Sample = ArrayLike<number> | SortedSample;

/** Sorts the finite values once; O(n) for large columns (a radix sort), O(n log n) below. */
export function sortedSample(values: ArrayLike<unknown>): SortedSample {
  return { sorted: sortFinite(values) };
}

/** The finite values of a sample in ascending order; costs nothing when they are sorted already. */
export function ascending(sample: Sample): Float64Array {
  return 'sorted' in sample ? sample.sorted : sortFinite(sample);
}
