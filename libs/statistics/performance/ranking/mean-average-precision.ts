import { type Estimate } from '../../inference';
import { meanOverQueries } from './mean-over-queries';
import { type RankedQueries, type RankedQuery } from './ranked-queries';

/**
 * MAP@k: for each query the precision at every relevant rank up to k, summed and divided by the smaller of k and the
 * number of relevant rows; mean over the queries. A relevance above 0 is relevant. Ties count by the mean over all their
 * orders. Without ties and with every rank it equals scikit-learn's label_ranking_average_precision_score.
 * Source of the ties: McSherry and Najork, ECIR (2008), equation for average precision.
 */
export function meanAveragePrecision(ranked: RankedQueries, k: number): Estimate {
  return meanOverQueries({ method: 'map', k, of: precisionOf }, ranked);
}

function precisionOf({ groups, relevant }: RankedQuery, k: number): number {
  let before = 0;
  let hits = 0;
  let sum = 0;
  for (const group of groups) {
    const last = Math.min(group.rows, k - before);
    // At each place of the group a row is relevant with the group's share; then so are, of those before it in the group,
    // as many as fall there when the other relevant rows are spread evenly.
    const perPlace = group.rows > 1 ? (group.relevant - 1) / (group.rows - 1) : 0;
    for (let place = 1; place <= last && group.relevant > 0; place += 1) {
      sum += ((group.relevant / group.rows) * (hits + 1 + (place - 1) * perPlace)) / (before + place);
    }
    before += group.rows;
    hits += group.relevant;
    if (before >= k) break;
  }
  return sum / Math.min(k, relevant);
}
