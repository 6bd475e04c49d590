import { quantile, sortFinite } from '../../profile';
import { type GroupColumn } from './row-groups';

/**
 * Cuts a column of numbers at its quantiles into at most so many categories of about equal size; equal quantiles are one
 * cut. A value that is not finite is unknown. Throws RangeError below one part. O(n log n).
 * @example quantileCuts(Float64Array.of(1, 2, 3, 4), 2).categories // ['under 2.5', '2.5 or more']
 */
export function quantileCuts(values: Float64Array, parts: number): GroupColumn {
  if (!Number.isInteger(parts) || parts < 1)
    throw new RangeError(`a number of parts is 1 or more, got ${parts}`);
  const sorted = sortFinite(values);
  if (sorted.length === 0) return { codes: new Int32Array(values.length).fill(-1), categories: [] };
  const all = Array.from({ length: parts - 1 }, (_, at) => quantile(sorted, (at + 1) / parts));
  // A cut at the least value would leave nothing below it.
  const cuts = [...new Set(all)].filter((cut) => cut > sorted[0]!);
  return {
    codes: Int32Array.from(values, (value) =>
      Number.isFinite(value) ? cuts.reduce((code, cut) => code + Number(value >= cut), 0) : -1,
    ),
    categories: namesOf(cuts),
  };
}

function namesOf(cuts: readonly number[]): string[] {
  if (cuts.length === 0) return ['all'];
  const between = cuts.slice(1).map((cut, at) => `${cuts[at]} to under ${cut}`);
  return [`under ${cuts[0]}`, ...between, `${cuts.at(-1)} or more`];
}
