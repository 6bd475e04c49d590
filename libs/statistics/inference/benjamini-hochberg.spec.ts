import * as fc from 'fast-check';
import { benjaminiHochberg } from './benjamini-hochberg';

describe('benjaminiHochberg', () => {
  it('divides by the rank and never lets a smaller one exceed a larger one', () => {
    expect(benjaminiHochberg([0.01, null, 0.04, 0.03])).toEqual([0.03, null, 0.04, 0.04]);
    expect(benjaminiHochberg([])).toEqual([]);
    expect(benjaminiHochberg([null])).toEqual([null]);
  });

  it('gives no discovery without a small p-value, where others throw', () => {
    expect(benjaminiHochberg([0.9, 0.8])).toEqual([0.9, 0.9]);
  });

  it('refuses what is no p-value', () => {
    expect(() => benjaminiHochberg([-0.1])).toThrow(RangeError);
  });

  it('does not depend on the order of the tests (seed 1)', () => {
    const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });
    const property = fc.property(values, (list) => {
      expect(benjaminiHochberg(list.toReversed())).toEqual(benjaminiHochberg(list).toReversed());
    });
    fc.assert(property, { seed: 1, numRuns: 100 });
  });
});
