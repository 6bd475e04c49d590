import { compareCodePoints } from '../ordering';
import { answered, type QualityCheck } from './quality-check';

/**
 * Columns that stand in another order than expected: of those in both lists, the fewest that would have to be moved (all
 * but a longest common subsequence). Passes at the limit and below, and always without one: whoever reads columns by their
 * name need not mind. n is the number of columns in both. O(n log n).
 *
 * @example columnOrder(['a', 'b', 'c'], ['c', 'a', 'b']).found // ['c']
 */
export function columnOrder(
  expected: readonly string[],
  present: readonly string[],
  limit?: number,
): QualityCheck {
  const places = new Map(present.map((name, place) => [name, place]));
  const common = [...new Set(expected)].filter((name) => places.has(name));
  const kept = new Set(longestAscent(common.map((name) => places.get(name)!)));
  const found = common.filter((_, at) => !kept.has(at)).sort(compareCodePoints);
  const method = 'columns to move for the expected order';
  return answered(
    { check: 'column_order', limit: limit ?? {}, n: common.length, method },
    { value: found.length, passed: limit === undefined || found.length <= limit, found },
  );
}

/** The places of a longest ascending subsequence of different numbers (Fredman, 1975). */
function longestAscent(numbers: readonly number[]): number[] {
  // Of each length the place where an ascent of that length ends lowest, and of each place the one before it.
  const ends: number[] = [];
  const before: number[] = [];
  for (const [at, number] of numbers.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (numbers[ends[middle]!]! < number) low = middle + 1;
      else high = middle;
    }
    before.push(ends[low - 1] ?? -1);
    ends[low] = at;
  }
  const ascent: number[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at]!) ascent.push(at);
  return ascent;
}
