import { type Estimate, known, notComputable, studentInterval } from '../../inference';
import { meanAndStandardError } from '../mean-with-interval';
import { type RankedQueries, type RankedQuery } from './ranked-queries';

interface QueryMean {
  readonly method: string;
  readonly k: number;
  readonly of: (query: RankedQuery, k: number) => number;
}

/**
 * Mean of a value in [0, 1] over the queries with a relevant row; n counts those queries. The interval is Student's at
 * 95 %, clipped to [0, 1]; absent below two queries and when all values agree.
 * Throws RangeError unless k is an integer of 1 or more.
 */
export function meanOverQueries({ method, k, of }: QueryMean, { queries, reason }: RankedQueries): Estimate {
  if (!Number.isInteger(k) || k < 1) throw new RangeError(`k is a whole number of 1 or more, got ${k}`);
  const basis = { n: queries.length, method: `${method}@${k}` };
  if (reason !== null) return notComputable({ ...basis, reason });
  const values = Float64Array.from(queries, (query) => of(query, k));
  const { mean, standardError } = meanAndStandardError(values);
  if (!(standardError > 0)) return known({ ...basis, value: mean });
  const variance = standardError ** 2 * basis.n;
  const interval = studentInterval({ n: basis.n, mean, variance });
  return known({
    ...basis,
    value: mean,
    interval: {
      ...interval,
      lower: Math.max(0, interval.lower),
      upper: Math.min(1, interval.upper),
      method: 'student_over_queries',
    },
  });
}
