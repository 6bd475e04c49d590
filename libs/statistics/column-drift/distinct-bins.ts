import { tieSizes } from '../drift';
import { type Binned } from './prepared-column';

/** The number of distinct values of two ascending samples together, counted up to one more than `limit`. O(n + m) at most. */
export function distinctUpTo(limit: number, a: Float64Array, b: Float64Array = new Float64Array()): number {
  const seen = new Set<number>();
  for (const values of [a, b]) {
    for (let index = 0; index < values.length && seen.size <= limit; index += 1) {
      if (index === 0 || values[index] !== values[index - 1]) seen.add(values[index]! + 0);
    }
  }
  return seen.size;
}

/** One bin for every distinct value of two ascending samples, in ascending order. */
export function distinctBins(reference: Float64Array, current: Float64Array): Binned {
  const bins = tieSizes(reference, current).length;
  const counts = { reference: new Array<number>(bins).fill(0), current: new Array<number>(bins).fill(0) };
  let i = 0;
  let j = 0;
  for (let bin = 0; bin < bins; bin += 1) {
    const value = Math.min(reference[i] ?? Infinity, current[j] ?? Infinity);
    const before = { i, j };
    while (reference[i] === value) i += 1;
    while (current[j] === value) j += 1;
    counts.reference[bin] = i - before.i;
    counts.current[bin] = j - before.j;
  }
  return { ...counts, parameters: { binning: 'distinct_values' } };
}
