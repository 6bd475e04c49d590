import fc from 'fast-check';
import { energyDistance } from './energy-distance';

const sample = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 20 });

describe('energyDistance', () => {
  it('is the root of 2·E|X − Y| − E|X − X′| − E|Y − Y′| (seed 81)', () => {
    const meanApart = (a: readonly number[], b: readonly number[]): number =>
      a.reduce((sum, x) => sum + b.reduce((part, y) => part + Math.abs(x - y), 0), 0) / (a.length * b.length);
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const square = 2 * meanApart(a, b) - meanApart(a, a) - meanApart(b, b);
        expect(energyDistance(a, b).value! ** 2).toBeCloseTo(square, 10);
      }),
      { seed: 81, numRuns: 100 },
    );
  });

  it('has a reason for values out of range', () => {
    expect(energyDistance([-1e308, 1e308], [1.5e308, -1.5e308])).toMatchObject({
      value: null,
      reason: 'out_of_range',
    });
  });
});
