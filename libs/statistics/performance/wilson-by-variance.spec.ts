import { wilsonInterval } from '../inference';
import { reaching, wilsonByVariance } from './wilson-by-variance';

describe('wilsonByVariance', () => {
  it('is Wilson’s interval where the variance is a proportion’s', () => {
    const share = { value: 0.3, variance: (0.3 * 0.7) / 50 };
    const wilson = wilsonInterval(15, 50);
    const interval = wilsonByVariance(share, 'm')!;
    expect(interval.lower).toBeCloseTo(wilson.lower, 12);
    expect(interval.upper).toBeCloseTo(wilson.upper, 12);
    expect(interval.method).toBe('m');
  });

  it('is wider with few degrees of freedom: (estimate − bound)² / (bound (1 − bound) / n) is t²', () => {
    const share = { value: 0.3, variance: (0.3 * 0.7) / 50, degreesOfFreedom: 9 };
    const { lower, upper } = wilsonByVariance(share, 'm')!;
    for (const bound of [lower, upper]) {
      const square = (0.3 - bound) ** 2 / ((bound * (1 - bound)) / 50);
      expect(Math.sqrt(square)).toBeCloseTo(2.262157162798205, 9);
    }
  });

  it('has nothing to go by at the ends and without variance', () => {
    expect(wilsonByVariance({ value: 1, variance: 0.1 }, 'm')).toBeNull();
    expect(wilsonByVariance({ value: 0.5, variance: 0 }, 'm')).toBeNull();
  });
});

describe('reaching', () => {
  const interval = { lower: 0.2, upper: 0.8, confidenceLevel: 0.95, method: 'm' };

  it('lets an interval of a shrunken share reach the share', () => {
    expect(reaching(interval, 0.9)).toMatchObject({ lower: 0.2, upper: 0.9 });
    expect(reaching(interval, 1)).toMatchObject({ upper: 1 });
    expect(reaching(interval, 0)).toMatchObject({ lower: 0, upper: 0.8 });
  });
});
