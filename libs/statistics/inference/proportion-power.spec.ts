import * as fc from 'fast-check';
import { powerForProportions, sampleSizeForProportions } from './proportion-power';

describe('powerForProportions and sampleSizeForProportions', () => {
  it('agree: the size has the power and one row fewer has not', () => {
    const design = { first: 0.5, second: 0.4 };
    expect(sampleSizeForProportions(design, 0.8)).toBe(388);
    expect(powerForProportions(design, { firstN: 388, secondN: 388 })).toBeGreaterThanOrEqual(0.8);
    expect(powerForProportions(design, { firstN: 387, secondN: 387 })).toBeLessThan(0.8);
  });

  it('has a power of alpha where nothing differs, and no sample that tells equals apart', () => {
    const power = powerForProportions({ first: 0.3, second: 0.3 }, { firstN: 100, secondN: 80 });
    expect(power).toBeCloseTo(0.05, 12);
    expect(sampleSizeForProportions({ first: 0.3, second: 0.3 }, 0.8)).toBeNull();
  });

  it('sees certainty against certainty with enough rows', () => {
    expect(powerForProportions({ first: 0, second: 1 }, { firstN: 3, secondN: 3 })).toBe(1);
    expect(powerForProportions({ first: 0, second: 1 }, { firstN: 1, secondN: 1 })).toBe(0);
  });

  it('refuses designs that are none', () => {
    expect(() => powerForProportions({ first: 0, second: 0 }, { firstN: 5, secondN: 5 })).toThrow(RangeError);
    expect(() => powerForProportions({ first: 2, second: 0.5 }, { firstN: 5, secondN: 5 })).toThrow(
      RangeError,
    );
    expect(() => powerForProportions({ first: 0.2, second: 0.5 }, { firstN: 0, secondN: 5 })).toThrow(
      RangeError,
    );
    expect(() => sampleSizeForProportions({ first: 0.2, second: 0.5 }, 1)).toThrow(RangeError);
    expect(() => sampleSizeForProportions({ first: 0.2, second: 0.5, alpha: 0 }, 0.8)).toThrow(RangeError);
  });

  it('rises with the rows (seed 1)', () => {
    const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    const property = fc.property(share, share, fc.integer({ min: 2, max: 2000 }), (first, second, n) => {
      const few = powerForProportions({ first, second }, { firstN: n, secondN: n });
      const many = powerForProportions({ first, second }, { firstN: 2 * n, secondN: 2 * n });
      expect(many + 1e-12).toBeGreaterThanOrEqual(few);
    });
    fc.assert(property, { seed: 1, numRuns: 100 });
  });
});
