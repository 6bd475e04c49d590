import * as fc from 'fast-check';
import { benjaminiHochberg } from './benjamini-hochberg';
import { holm } from './holm';

const pValues = fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 30 });

describe('holm', () => {
  it('multiplies the smallest by the number of tests and never lets a larger one fall below it', () => {
    expect(holm([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
    expect(holm([0.6, 0.9])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });

  it('leaves null as null and does not count it', () => {
    expect(holm([null, 0.02, null])).toEqual([null, 0.02, null]);
  });

  it('refuses what is no p-value', () => {
    expect(() => holm([1.1])).toThrow(RangeError);
    expect(() => holm([NaN])).toThrow(RangeError);
  });

  it('keeps the order of the p-values, is at least as large as each and as Benjamini and Hochberg (seed 1)', () => {
    const property = fc.property(pValues, (values) => {
      const adjusted = holm(values);
      const rates = benjaminiHochberg(values);
      values.forEach((p, index) => {
        expect(adjusted[index] === null).toBe(p === null);
        if (p === null) return;
        expect(adjusted[index]!).toBeGreaterThanOrEqual(p);
        expect(adjusted[index]! + 1e-15).toBeGreaterThanOrEqual(rates[index]!);
        values.forEach((other, place) => {
          if (other !== null && other < p) expect(adjusted[place]!).toBeLessThanOrEqual(adjusted[index]!);
        });
      });
    });
    fc.assert(property, { seed: 1, numRuns: 100 });
  });
});
