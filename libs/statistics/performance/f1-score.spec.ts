import { wilsonInterval } from '../inference';
import { f1Score } from './f1-score';

describe('f1Score', () => {
  it('carries the Wilson interval of the Jaccard share through 2J / (1 + J)', () => {
    const f1 = f1Score({ tp: 30, fp: 10, fn: 20, tn: 40 });
    const jaccard = wilsonInterval(30, 60);
    expect(f1).toMatchObject({ numerator: 60, denominator: 90, interval: { method: 'wilson_of_jaccard' } });
    if (f1.status !== 'ok') throw new Error('no value');
    expect(f1.interval?.lower).toBeCloseTo((2 * jaccard.lower) / (1 + jaccard.lower), 15);
    expect(f1.interval?.upper).toBeCloseTo((2 * jaccard.upper) / (1 + jaccard.upper), 15);
  });

  it('is 0 when nothing is predicted positive though there are positives', () => {
    expect(f1Score({ tp: 0, fp: 0, fn: 4, tn: 6 }).value).toBe(0);
  });
});
