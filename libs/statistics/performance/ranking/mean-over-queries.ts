import { type Estimate, known, notComputable } from '../../inference';
import { meanWithInterval } from '../mean-with-interval';
import { type RankedQueries, type RankedQuery } from './ranked-queries';

const fewestUnlike = 15;

interface QueryMean {
  readonly method: string;
  readonly k: number;
  readonly of: (query: RankedQuery, k: number) => number;
}

/**
 * Mean of a value in [0, 1] over the queries with a relevant row; n counts those queries. The interval is that of
 * a mean over the queries, clipped to [0, 1]; absent below 50 queries, and where fewer than 15 are less than perfect or fewer than 15 above 0.
 * Throws RangeError unless k is an integer of 1 or more.
 */
export function meanOverQueries({ method, k, of }: QueryMean, { queries, reason }: RankedQueries): Estimate {
  if (!Number.isInteger(k) || k < 1) throw new RangeError(`k is a whole number of 1 or more, got ${k}`);
  const basis = { n: queries.length, method: `${method}@${k}` };
  if (reason !== null) return notComputable({ ...basis, reason });
  const values = Float64Array.from(queries, (query) => of(query, k));
  const { value, ...interval } = meanWithInterval(values, { range: [0, 1] });
  return known({ ...basis, value, ...(isTooAlike(values) ? { intervalReason: 'too_few_rows' } : interval) });
}

/** A mean that rests on a handful of queries is as lopsided as a rare share. */
function isTooAlike(values: Float64Array): boolean {
  let [imperfect, aboveNothing] = [0, 0];
  for (const value of values) {
    if (value < 1) imperfect += 1;
    if (value > 0) aboveNothing += 1;
  }
  return Math.min(imperfect, aboveNothing) < fewestUnlike;
}
