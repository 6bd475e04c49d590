import * as fc from 'fast-check';
import { binomialLowerTail, binomialUpperTail } from '../distributions';
import { clopperPearson } from './clopper-pearson';

describe('clopperPearson', () => {
  it('is closed at no and at all successes', () => {
    expect(clopperPearson(0, 10).lower).toBe(0);
    expect(clopperPearson(10, 10).upper).toBe(1);
  });

  it('refuses counts and levels that are none', () => {
    expect(() => clopperPearson(3, 2)).toThrow(RangeError);
    expect(() => clopperPearson(1, 2, 1)).toThrow(RangeError);
  });

  it('ends where the seen count has the wanted tail (seed 1)', () => {
    const counts = fc
      .integer({ min: 2, max: 400 })
      .chain((n) => fc.tuple(fc.integer({ min: 1, max: n - 1 }), fc.constant(n)));
    const property = fc.property(counts, ([k, n]) => {
      const { lower, upper } = clopperPearson(k, n);
      expect(binomialUpperTail(k, { n, p: lower })).toBeCloseTo(0.025, 9);
      expect(binomialLowerTail(k, { n, p: upper })).toBeCloseTo(0.025, 9);
    });
    fc.assert(property, { seed: 1, numRuns: 100 });
  });
});
