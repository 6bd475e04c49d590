import { kolmogorovTail } from './kolmogorov-tail';

/** scipy 1.17.1, stats.kstwo.sf(distance, n). */
const exact = [
  [1, 0.7, 0.6000000000000001],
  [2, 0.3, 0.98],
  [5, 0.4, 0.3087999999999995],
  [10, 0.2, 0.7487190399999999],
  [10, 0.5, 0.00777741],
  [50, 0.1, 0.6623112704658186],
  [50, 0.3, 0.00017353260202718738],
  [50, 0.9, 2.0160611902288146e-50],
  [100, 0.05, 0.9532159710635725],
  [140, 0.12, 0.03252638258561632],
  // Durbin's matrix in 60 digits (mpmath 1.4.1); scipy turns to the series here and is 6e-8 off.
  [500, 0.03, 0.7473166221808437],
  [500, 0.2, 5.256835361945869e-18],
  [501, 0.07, 0.014029998373002782],
  [1000, 0.05, 0.013012074781090332],
  [3000, 0.03, 0.008848227794930863],
  [3000, 0.1, 1.4389356559442966e-26],
  [100000, 0.02, 3.5372711931479597e-35],
] as const;
const series = [
  [501, 0.03, 0.7462364405412036],
  [501, 0.05, 0.1578719890663891],
  [1000, 0.02, 0.8108971656895577],
  [3000, 0.01, 0.9220855022879386],
  [100000, 0.002, 0.8178408363081542],
  [100000, 0.004, 0.08130148920222469],
  [1000000, 0.001, 0.26982107442589376],
] as const;

describe('kolmogorovTail', () => {
  it.each(exact)('for %p values at %p is %p to 1e-9', (n, distance, expected) => {
    expect(Math.abs(kolmogorovTail(distance, n) / expected - 1)).toBeLessThan(1e-9);
  });

  it.each(series)('for %p values at %p is %p to 1e-6, by the series', (n, distance, expected) => {
    expect(Math.abs(kolmogorovTail(distance, n) / expected - 1)).toBeLessThan(1e-6);
  });

  it('for a million values in the tail is within a thousandth (Maag and Dicaire)', () => {
    expect(Math.abs(kolmogorovTail(0.002, 1_000_000) / 0.0006700277103670718 - 1)).toBeLessThan(1e-3);
  });

  it('is 1 up to 1/(2n) and 0 at 1', () => {
    expect(kolmogorovTail(0, 7)).toBe(1);
    expect(kolmogorovTail(0.05, 10)).toBe(1);
    expect(kolmogorovTail(1, 10)).toBe(0);
  });

  it.each([20, 499, 501, 4000])('falls with the distance, across every change of method, n = %p', (n) => {
    let last = 1;
    for (let distance = 0.6 / n; distance < 1; distance += 0.0037) {
      const next = kolmogorovTail(distance, n);
      expect(next).toBeLessThanOrEqual(last * (1 + 1e-6));
      last = next;
    }
  });

  it('throws outside its domain', () => {
    expect(() => kolmogorovTail(0.1, 0)).toThrow(RangeError);
    expect(() => kolmogorovTail(NaN, 5)).toThrow(RangeError);
    expect(() => kolmogorovTail(1.1, 5)).toThrow(RangeError);
  });
});
