import { type Estimate, known, notComputable } from '../../inference';
import { meanWithInterval } from '../mean-with-interval';
import { type RankedQueries, type RankedQuery } from './ranked-queries';

interface QueryMean {
  readonly method: string;
  readonly k: number;
  readonly of: (query: RankedQuery, k: number) => number;
}

/**
 * Mean of a value in [0, 1] over the queries with a relevant row; n counts those queries. The interval is that of
 * a mean over the queries, clipped to [0, 1]; absent below 50 queries and when all values agree.
 * Throws RangeError unless k is an integer of 1 or more.
 */
export function meanOverQueries({ method, k, of }: QueryMean, { queries, reason }: RankedQueries): Estimate {
  if (!Number.isInteger(k) || k < 1) throw new RangeError(`k is a whole number of 1 or more, got ${k}`);
  const basis = { n: queries.length, method: `${method}@${k}` };
  if (reason !== null) return notComputable({ ...basis, reason });
  const values = Float64Array.from(queries, (query) => of(query, k));
  return known({ ...basis, ...meanWithInterval(values, { range: [0, 1] }) });
}
