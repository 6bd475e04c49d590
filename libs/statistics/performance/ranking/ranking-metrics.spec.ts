import { rankedQueries } from './ranked-queries';
import { rankingMetrics } from './ranking-metrics';

const rank = (rows: [query: number, score: number, relevance: number][]) =>
  rankedQueries({
    queries: Int32Array.from(rows, ([query]) => query),
    scores: Float64Array.from(rows, ([, score]) => score),
    relevances: Float64Array.from(rows, ([, , relevance]) => relevance),
  });

describe('rankingMetrics', () => {
  it('PF-11 averages over the orders of rows with equal scores, whatever their order in the file', () => {
    const rows: [number, number, number][] = [
      [0, 0.5, 1],
      [0, 0.5, 0],
      [0, 0.1, 0],
    ];
    const tied = rankingMetrics(rank(rows), 1);
    expect(tied.get('mrr@1')!.value).toBe(0.5);
    expect(tied.get('map@1')!.value).toBe(0.5);
    expect(rankingMetrics(rank(rows.toReversed()), 1)).toEqual(tied);
  });

  it('PF-5 gives the mean over queries Student’s interval', () => {
    const values = rankingMetrics(
      rank([
        [0, 2, 1],
        [0, 1, 0],
        [1, 2, 0],
        [1, 1, 1],
        [2, 2, 1],
        [2, 1, 0],
        [3, 2, 0],
        [3, 1, 1],
      ]),
      5,
    );
    // 1, 1/2, 1, 1/2: mean 3/4, standard error 1/√48, t(3) = 3.182446305284263.
    expect(values.get('mrr@5')).toMatchObject({
      n: 4,
      interval: { upper: 1, method: 'student' },
    });
    const mrr = values.get('mrr@5')!;
    const lower = mrr.status === 'ok' ? mrr.interval!.lower : NaN;
    expect(lower).toBeCloseTo(3 / 4 - 3.182446305284263 / Math.sqrt(48), 9);
  });
});
