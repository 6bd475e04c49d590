import { type Estimate } from '../../inference';
import { meanOverQueries } from './mean-over-queries';
import { type RankedQueries, type RankedQuery } from './ranked-queries';

/**
 * NDCG@k: discounted cumulative gain of the first k ranks, Σ relevance / log₂(rank + 1), over that of the best order;
 * mean over the queries. Gains are the relevances as they are, not 2^relevance − 1. Rows with equal scores share their
 * mean gain, which averages over their orders. Equals scikit-learn's ndcg_score for queries with a relevant row.
 * Source: Järvelin and Kekäläinen, ACM TOIS 20 (2002); ties as McSherry and Najork, ECIR (2008).
 */
export function normalizedGain(ranked: RankedQueries, k: number): Estimate {
  return meanOverQueries({ method: 'ndcg', k, of: gainOf }, ranked);
}

function gainOf({ groups, gains }: RankedQuery, k: number): number {
  let rank = 0;
  let gained = 0;
  for (const { rows, gain } of groups) {
    let discounts = 0;
    for (const end = Math.min(k, rank + rows); rank < end; rank += 1) discounts += discount(rank);
    gained += (gain / rows) * discounts;
    if (rank >= k) break;
  }
  const best = gains.subarray(0, k).reduce((sum, gain, at) => sum + gain * discount(at), 0);
  return gained / best;
}

/** Discount of a rank that counts from 0. */
function discount(rank: number): number {
  return 1 / Math.log2(rank + 2);
}
