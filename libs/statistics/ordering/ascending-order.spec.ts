import fc from 'fast-check';
import { ascendingOrder } from './ascending-order';

const naive = (values: Float64Array): number[] =>
  [...values.keys()]
    .filter((row) => !Number.isNaN(values[row]))
    .sort((a, b) => values[a]! - values[b]! || a - b);

describe('ascendingOrder', () => {
  it('sorts rows by value, equal values by row, and leaves out NaN', () => {
    const values = Float64Array.of(3, NaN, -1, 3, -Infinity, 0, -0, Infinity);
    expect([...ascendingOrder(values)]).toEqual([4, 2, 5, 6, 0, 3, 7]);
  });

  it('is empty for no rows', () => {
    expect([...ascendingOrder(new Float64Array(0))]).toEqual([]);
  });

  it('sorts values that differ in their last bits only', () => {
    const values = Float64Array.from(
      { length: 2000 },
      (_, row) => 1 + ((row * 7919) % 2000) * Number.EPSILON,
    );
    expect([...ascendingOrder(values)]).toEqual(naive(values));
  });

  it('equals a comparison sort on long columns (seed 1)', () => {
    const number = fc.oneof(fc.double(), fc.integer({ min: -3, max: 3 }), fc.constant(1e-320));
    fc.assert(
      fc.property(fc.array(number, { minLength: 600, maxLength: 900 }), (list) => {
        const values = Float64Array.from(list);
        expect([...ascendingOrder(values)]).toEqual(naive(values));
      }),
      { seed: 1, numRuns: 30 },
    );
  });
});
