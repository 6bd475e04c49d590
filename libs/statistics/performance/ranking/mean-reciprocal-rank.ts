import { type Estimate } from '../../inference';
import { meanOverQueries } from './mean-over-queries';
import { type RankedQueries, type RankedQuery } from './ranked-queries';

/**
 * MRR@k: one over the rank of the first relevant row, 0 when none of the first k is relevant; mean over the queries.
 * Ties count by the mean over all their orders.
 * Source: Voorhees, TREC-8 (1999); ties as McSherry and Najork, ECIR (2008).
 */
export function meanReciprocalRank(ranked: RankedQueries, k: number): Estimate {
  return meanOverQueries({ method: 'mrr', k, of: reciprocalRankOf }, ranked);
}

function reciprocalRankOf({ groups }: RankedQuery, k: number): number {
  let before = 0;
  for (const { rows, relevant } of groups) {
    if (relevant > 0) return firstRelevant({ rows, relevant, before, k });
    before += rows;
  }
  return 0;
}

interface FirstGroup {
  readonly rows: number;
  readonly relevant: number;
  readonly before: number;
  readonly k: number;
}

/** Mean over the orders of the first tie group that holds a relevant row. */
function firstRelevant({ rows, relevant, before, k }: FirstGroup): number {
  let sum = 0;
  let noneYet = 1;
  for (let place = 1; place <= rows - relevant + 1 && before + place <= k; place += 1) {
    const here = relevant / (rows - place + 1);
    sum += (noneYet * here) / (before + place);
    noneYet *= 1 - here;
  }
  return sum;
}
