import * as fc from 'fast-check';
import { betaCdf, betaQuantile } from './beta';
import { betaTails } from './beta-tails';

describe('betaTails', () => {
  it('knows the uniform, the square and the arcsine law', () => {
    expect(betaTails({ x: 0.3, complement: 0.7 }, 1, 1).lower).toBeCloseTo(0.3, 15);
    expect(betaTails({ x: 0.3, complement: 0.7 }, 2, 1).lower).toBeCloseTo(0.09, 15);
    expect(betaTails({ x: 0.3, complement: 0.7 }, 0.5, 0.5).lower).toBeCloseTo(
      (2 / Math.PI) * Math.asin(Math.sqrt(0.3)),
      14,
    );
  });

  it('is closed at both ends', () => {
    expect(betaTails({ x: 0, complement: 1 }, 2, 3)).toEqual({ lower: 0, upper: 1, slope: 0 });
    expect(betaTails({ x: 1, complement: 0 }, 2, 3)).toEqual({ lower: 1, upper: 0, slope: 0 });
  });

  it('keeps the digits of far tails: Σ of two terms', () => {
    // I_x(2, 3) = 6x² − 8x³ + 3x⁴.
    const x = 1e-120;
    expect(betaTails({ x, complement: 1 }, 2, 3).lower / (6 * x * x)).toBeCloseTo(1, 13);
  });

  it('refuses parameters that are none', () => {
    expect(() => betaTails({ x: 0.5, complement: 0.5 }, 0, 1)).toThrow(RangeError);
    expect(() => betaTails({ x: -1, complement: 2 }, 1, 1)).toThrow(RangeError);
    expect(() => betaQuantile(1.5, { a: 1, b: 1 })).toThrow(RangeError);
  });

  const parameter = fc.double({ min: -2, max: 5, noNaN: true }).map((exponent) => 10 ** exponent);
  const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });

  it('turns over with the parameters (seed 1)', () => {
    const property = fc.property(share, parameter, parameter, (x, a, b) => {
      const one = betaTails({ x, complement: 1 - x }, a, b);
      const other = betaTails({ x: 1 - x, complement: x }, b, a);
      expect(Math.abs(one.lower - other.upper)).toBeLessThanOrEqual(1e-10 * one.lower + 1e-14);
      expect(one.lower + one.upper).toBeCloseTo(1, 12);
    });
    fc.assert(property, { seed: 1, numRuns: 200 });
  });

  it('is undone by the quantile (seed 1)', () => {
    const property = fc.property(share, parameter, parameter, (p, a, b) => {
      const x = betaQuantile(p, { a, b });
      // Where the quantile sits at an end of the doubles, no x has that probability.
      if (x < 1e-300 || x > 1 - 1e-12) return;
      expect(Math.abs(betaCdf(x, { a, b }) - p)).toBeLessThan(1e-8);
    });
    fc.assert(property, { seed: 1, numRuns: 200 });
  });
});
