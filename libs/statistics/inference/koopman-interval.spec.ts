import fc from 'fast-check';
import { koopmanInterval } from './koopman-interval';
import { wilsonInterval } from './wilson-interval';

const side = fc
  .tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 399 }))
  .map(([n, successes]) => ({ n, successes: 1 + (successes % n) }));
const options = { seed: 1, numRuns: 300 };

describe('koopmanInterval', () => {
  it('holds the ratio and turns round when the sides are swapped', () => {
    fc.assert(
      fc.property(side, side, (first, second) => {
        const there = koopmanInterval(first, second)!;
        const back = koopmanInterval(second, first)!;
        const ratio = (first.successes * second.n) / (first.n * second.successes);
        expect(there.lower).toBeLessThanOrEqual(ratio);
        expect(there.upper).toBeGreaterThanOrEqual(ratio);
        expect(there.lower * back.upper).toBeCloseTo(1, 12);
        expect(Number.isFinite(there.upper)).toBe(true);
      }),
      options,
    );
  });

  it('becomes Wilson’s interval of the first side when the second is known for sure', () => {
    const ratio = koopmanInterval({ successes: 7, n: 40 }, { successes: 1e12, n: 1e12 })!;
    const share = wilsonInterval(7, 40);
    expect(ratio.lower).toBeCloseTo(share.lower, 9);
    expect(ratio.upper).toBeCloseTo(share.upper, 9);
  });

  it('starts at 0 without a success of the first, and has nothing to say without one of the second', () => {
    const none = koopmanInterval({ successes: 0, n: 10 }, { successes: 5, n: 10 })!;
    expect(none.lower).toBe(0);
    // statsmodels 0.15.0, score without correction.
    expect(none.upper).toBeCloseTo(0.6128605774257668, 9);
    expect(koopmanInterval({ successes: 5, n: 10 }, { successes: 0, n: 10 })).toBeNull();
  });

  it('has a width where both sides have successes only', () => {
    const { lower, upper } = koopmanInterval({ successes: 10, n: 10 }, { successes: 7, n: 7 })!;
    // Wilson's lower bounds of 10 of 10, and of 7 of 7.
    expect(lower).toBeCloseTo(wilsonInterval(10, 10).lower, 12);
    expect(upper).toBeCloseTo(1 / wilsonInterval(7, 7).lower, 12);
  });

  it('throws for an empty side', () => {
    expect(() => koopmanInterval({ successes: 0, n: 0 }, { successes: 1, n: 2 })).toThrow(RangeError);
  });
});
