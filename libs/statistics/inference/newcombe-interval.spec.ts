import { newcombeInterval } from './newcombe-interval';

describe('newcombeInterval', () => {
  it('of 56/70 against 48/80 is [.0524, .3339] (Newcombe 1998, table II, method 10, contrast a)', () => {
    const { lower, upper } = newcombeInterval({ successes: 56, n: 70 }, { successes: 48, n: 80 });
    expect(lower).toBeCloseTo(0.0524, 4);
    expect(upper).toBeCloseTo(0.3339, 4);
  });

  it('of the DCWP selection example is [−.0485534351, .0287905930]', () => {
    const { lower, upper } = newcombeInterval({ successes: 555, n: 1181 }, { successes: 667, n: 1390 });
    expect(lower).toBeCloseTo(-0.0485534351, 10);
    expect(upper).toBeCloseTo(0.028790593, 10);
  });

  it('changes its sign with the order of the two', () => {
    const there = newcombeInterval({ successes: 3, n: 9 }, { successes: 5, n: 7 });
    const back = newcombeInterval({ successes: 5, n: 7 }, { successes: 3, n: 9 });
    expect(back.lower).toBeCloseTo(-there.upper, 14);
    expect(back.upper).toBeCloseTo(-there.lower, 14);
  });
});
