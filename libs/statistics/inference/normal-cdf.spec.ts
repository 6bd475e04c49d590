import { normalCdf } from './normal-cdf';

describe('normalCdf', () => {
  // scipy 1.17.1, stats.norm.cdf
  it.each([
    [-10, 7.61985302416047e-24],
    [-5, 2.866515718791933e-7],
    [-1.5, 0.06680720126885807],
    [0, 0.5],
    [0.3, 0.6179114221889526],
    [2, 0.9772498680518208],
  ])('Φ(%p) = %p', (z, expected) => {
    expect(Math.abs(normalCdf(z) / expected - 1)).toBeLessThan(1e-13);
  });

  it('reaches 0 and 1 at infinity', () => {
    expect(normalCdf(-Infinity)).toBe(0);
    expect(normalCdf(Infinity)).toBe(1);
  });

  it('throws for NaN', () => {
    expect(() => normalCdf(NaN)).toThrow(RangeError);
  });
});
