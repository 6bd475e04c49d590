import * as fc from 'fast-check';
import { fisherExact } from './fisher-exact';

const side = fc
  .integer({ min: 1, max: 60 })
  .chain((n) => fc.record({ n: fc.constant(n), successes: fc.integer({ min: 0, max: n }) }));

describe('fisherExact', () => {
  it('tests the lady who tastes tea', () => {
    const result = fisherExact({ successes: 3, n: 4 }, { successes: 1, n: 4 });
    expect(result).toMatchObject({ status: 'ok', statistic: 3, oddsRatio: 9 });
    expect(result.status === 'ok' && result.pValue).toBeCloseTo(34 / 70, 14);
  });

  it('has no answer where nobody or everybody succeeds: only one table exists', () => {
    const none = fisherExact({ successes: 0, n: 5 }, { successes: 0, n: 7 });
    const all = fisherExact({ successes: 5, n: 5 }, { successes: 7, n: 7 });
    expect([none, all]).toMatchObject([{ reason: 'zero_variance' }, { reason: 'zero_variance' }]);
  });

  it('has no odds ratio where it would divide by zero', () => {
    expect(fisherExact({ successes: 5, n: 5 }, { successes: 1, n: 4 }).oddsRatio).toBeNull();
  });

  it('keeps its digits with a million rows', () => {
    const result = fisherExact({ successes: 500_000, n: 1_000_000 }, { successes: 501_000, n: 1_000_000 });
    expect(result.status === 'ok' && result.pValue).toBeCloseTo(0.15771450478811, 12);
  });

  it('refuses parts of people', () => {
    expect(() => fisherExact({ successes: 0.5, n: 1 }, { successes: 1, n: 2 })).toThrow(RangeError);
  });

  it('is the same when the sides or the outcomes change places, and lies in (0, 1] (seed 1)', () => {
    const property = fc.property(side, side, (a, b) => {
      const result = fisherExact(a, b);
      const turned = fisherExact(b, a);
      const inverse = fisherExact(
        { ...a, successes: a.n - a.successes },
        { ...b, successes: b.n - b.successes },
      );
      expect([turned.status, inverse.status]).toEqual([result.status, result.status]);
      if (result.status !== 'ok' || turned.status !== 'ok' || inverse.status !== 'ok') return;
      expect(turned.pValue).toBeCloseTo(result.pValue, 11);
      expect(inverse.pValue).toBeCloseTo(result.pValue, 11);
      expect(result.pValue).toBeGreaterThan(0);
      expect(result.pValue).toBeLessThanOrEqual(1);
    });
    fc.assert(property, { seed: 1, numRuns: 100 });
  });
});
