import fc from 'fast-check';
import { normalCdf } from './normal-cdf';
import { normalQuantile } from './normal-quantile';

describe('normalQuantile', () => {
  // scipy 1.17.1, stats.norm.ppf
  it.each([
    [1e-300, -37.0470962993612],
    [1e-20, -9.262340089798409],
    [1e-5, -4.264890793922825],
    [0.3, -0.5244005127080409],
    [0.975, 1.959963984540054],
    [0.9999, 3.719016485455709],
  ])('of %p is %p', (p, expected) => {
    expect(Math.abs(normalQuantile(p) / expected - 1)).toBeLessThan(1e-13);
  });

  it('is 0 at one half', () => {
    expect(Math.abs(normalQuantile(0.5))).toBeLessThan(1e-15);
  });

  it.each([0, 1, -0.1, 1.1, NaN])('throws for %p', (p) => {
    expect(() => normalQuantile(p)).toThrow(RangeError);
  });

  it('undoes the distribution function (seed 11)', () => {
    fc.assert(
      fc.property(fc.double({ min: -35, max: 5, noNaN: true }), (z) => {
        expect(Math.abs(normalQuantile(normalCdf(z)) - z)).toBeLessThan(1e-9);
      }),
      { seed: 11 },
    );
  });
});
