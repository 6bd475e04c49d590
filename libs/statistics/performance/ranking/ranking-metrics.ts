import { type Estimate } from '../../inference';
import { meanAveragePrecision } from './mean-average-precision';
import { meanReciprocalRank } from './mean-reciprocal-rank';
import { normalizedGain } from './normalized-gain';
import { type RankedQueries } from './ranked-queries';

/** NDCG, MAP and MRR of the first k ranks, named `ndcg@10` and so on for k = 10, each with its interval or a reason. */
export function rankingMetrics(ranked: RankedQueries, k: number): ReadonlyMap<string, Estimate> {
  return new Map([
    [`ndcg@${k}`, normalizedGain(ranked, k)],
    [`map@${k}`, meanAveragePrecision(ranked, k)],
    [`mrr@${k}`, meanReciprocalRank(ranked, k)],
  ]);
}
