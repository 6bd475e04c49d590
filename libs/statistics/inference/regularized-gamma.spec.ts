import { upperRegularizedGamma } from './regularized-gamma';

describe('upperRegularizedGamma', () => {
  it.each([0.1, 1, 7, 40, 700])('is e^-x for a = 1 at %p', (x) => {
    expect(upperRegularizedGamma(1, x) / Math.exp(-x)).toBeCloseTo(1, 12);
  });

  it.each([2.25, 31.75, 400.5])('has no step where series and fraction meet, a = %p', (a) => {
    const below = upperRegularizedGamma(a, a + 1 - 1e-9);
    const above = upperRegularizedGamma(a, a + 1 + 1e-9);
    expect(Math.abs(below - above)).toBeLessThan(1e-8);
  });
});
