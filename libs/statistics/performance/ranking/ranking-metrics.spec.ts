import { rankedQueries } from './ranked-queries';
import { rankingMetrics } from './ranking-metrics';

type Rows = [query: number, score: number, relevance: number][];

const rank = (rows: Rows) =>
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

  it('PF-5, PF-20 gives the mean over queries the interval of a mean, from 50 queries on', () => {
    // Reciprocal ranks of 1 and 1/2 in turn.
    const turns = (queries: number): Rows =>
      Array.from({ length: queries }, (_, query): Rows => {
        const isFirst = query % 2 === 0;
        return [
          [query, 2, Number(isFirst)],
          [query, 1, Number(!isFirst)],
        ];
      }).flat();
    const few = rankingMetrics(rank(turns(48)), 5).get('mrr@5');
    expect(few).toMatchObject({ n: 48, value: 3 / 4, intervalReason: 'too_few_rows' });
    const many = rankingMetrics(rank(turns(1000)), 5).get('mrr@5')!;
    // Mean 3/4, standard error 1/4 / √999, t(999) = 1.9623414611334487.
    expect(many).toMatchObject({ n: 1000, interval: { method: 'student' } });
    const lower = many.status === 'ok' ? many.interval!.lower : NaN;
    expect(lower).toBeCloseTo(3 / 4 - 1.9623414611334487 / 4 / Math.sqrt(999), 9);
  });
});
