import fc from 'fast-check';
import { wilsonInterval } from './wilson-interval';

describe('wilsonInterval', () => {
  // scipy 1.17.1, stats.binomtest(k, n).proportion_ci(.95, 'wilson')
  it.each([
    [8, 10, 0.4901624715366418, 0.9433178485456248],
    [0, 10, 0, 0.27753279986288926],
    [10, 10, 0.7224672001371109, 1],
    [555, 1181, 0.44161948047730826, 0.4984568905245401],
  ])('of %p in %p is [%p, %p]', (successes, n, lower, upper) => {
    const interval = wilsonInterval(successes, n);
    expect(interval.lower).toBeCloseTo(lower, 13);
    expect(interval.upper).toBeCloseTo(upper, 13);
    expect(interval).toMatchObject({ confidenceLevel: 0.95, method: 'wilson' });
  });

  it('contains the share, stays inside [0, 1] and mirrors for failures (seed 12)', () => {
    const counts = fc
      .integer({ min: 1, max: 1e6 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(counts, ([successes, n]) => {
        const { lower, upper } = wilsonInterval(successes, n);
        const mirrored = wilsonInterval(n - successes, n);
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(upper).toBeLessThanOrEqual(1);
        expect(lower).toBeLessThanOrEqual(successes / n);
        expect(upper).toBeGreaterThanOrEqual(successes / n);
        expect(mirrored.lower).toBeCloseTo(1 - upper, 12);
      }),
      { seed: 12 },
    );
  });

  it.each([
    [1, 0],
    [-1, 5],
    [6, 5],
    [NaN, 5],
  ])('throws for %p in %p', (successes, n) => {
    expect(() => wilsonInterval(successes, n)).toThrow(RangeError);
  });
});
