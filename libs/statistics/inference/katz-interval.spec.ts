import { katzInterval } from './katz-interval';

describe('katzInterval', () => {
  it('of the DCWP selection example is [.902564, 1.062640]', () => {
    const interval = katzInterval({ successes: 555, n: 1181 }, { successes: 667, n: 1390 });
    expect(interval?.lower).toBeCloseTo(0.902564, 6);
    expect(interval?.upper).toBeCloseTo(1.06264, 6);
  });

  it.each([
    [0, 10, 5, 10],
    [5, 10, 0, 10],
    [10, 10, 7, 7],
  ])('is null for %p/%p against %p/%p', (x, n, y, m) => {
    expect(katzInterval({ successes: x, n }, { successes: y, n: m })).toBeNull();
  });

  it('throws for an empty side', () => {
    expect(() => katzInterval({ successes: 0, n: 0 }, { successes: 1, n: 2 })).toThrow(RangeError);
  });
});
