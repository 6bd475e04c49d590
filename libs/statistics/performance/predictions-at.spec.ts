import { predictionsAt } from './predictions-at';

describe('predictionsAt', () => {
  it('PF-3 predicts positive at the threshold and above, negative below, nothing without a score', () => {
    const scores = Float64Array.of(0.4, 0.5, 0.6, NaN, Infinity);
    expect([...predictionsAt(scores, 0.5)]).toEqual([0, 1, 1, -1, -1]);
  });

  it('throws for a threshold that is no finite number', () => {
    expect(() => predictionsAt(Float64Array.of(1), NaN)).toThrow(RangeError);
  });
});
