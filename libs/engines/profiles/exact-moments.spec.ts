import fc from 'fast-check';
import { exactMoments, type OctaveSum } from './exact-moments';

/** A double as one sum: its mantissa, its octave and its square. */
function sumOf(value: number): OctaveSum {
  const size = Math.abs(value);
  const bits = new BigUint64Array(new Float64Array([size]).buffer)[0]!;
  const exponent = Number(bits >> 52n);
  const mantissa = (bits & 0xfffffffffffffn) | (exponent === 0 ? 0n : 0x10000000000000n);
  return {
    octave: Math.max(exponent, 1) - 1023,
    mantissas: value < 0 ? -mantissa : mantissa,
    squares: mantissa * mantissa,
  };
}
const momentsOf = (values: readonly number[]) => exactMoments(values.length, values.map(sumOf));

describe('exactMoments', () => {
  it('of 2, 4, 4, 4, 5, 5, 7, 9 are 5 and 32, by hand', () => {
    expect(momentsOf([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({ mean: 5, meanRest: 0, m2: 32 });
    expect(momentsOf([])).toEqual({ mean: 0, meanRest: 0, m2: 0 });
    expect(momentsOf([-3])).toEqual({ mean: -3, meanRest: 0, m2: 0 });
  });

  it('round once: a third, and the variance of 1e15 + {4, 7, 13, 16}', () => {
    expect(momentsOf([1, 1, -1, 2, -2, 3]).mean).toBe(4 / 6);
    expect(momentsOf([4, 7, 13, 16].map((value) => 1e15 + value))).toEqual({
      mean: 1e15 + 10,
      meanRest: 0,
      m2: 90,
    });
  });

  it('say what rounding took from the mean', () => {
    // The mean is a whole number and a third; doubles of its size are halves.
    const third = (2 ** 53 - 2) / 3;
    expect(momentsOf([2 ** 52, 2 ** 52, -1])).toMatchObject({ mean: third + 0.5, meanRest: -1 / 6 });
    expect(momentsOf([-1, -1, 0]).meanRest).toBe(-momentsOf([1, 1, 0]).meanRest);
    expect(momentsOf([1e15, 1e15 + 0.125, 1e15 + 0.25]).meanRest).toBe(0);
    expect(Math.abs(momentsOf([1, 1, 0]).meanRest)).toBeLessThan(2 ** -53);
    expect(momentsOf([1, 1, 0]).meanRest).not.toBe(0);
  });

  it('reach the ends of the range of a double', () => {
    expect(momentsOf([Number.MAX_VALUE, Number.MAX_VALUE])).toMatchObject({ mean: Number.MAX_VALUE, m2: 0 });
    expect(momentsOf([Number.MAX_VALUE, -Number.MAX_VALUE])).toMatchObject({ mean: 0, m2: Infinity });
    expect(momentsOf([2 ** -1022, 2 ** -1022])).toMatchObject({ mean: 2 ** -1022, m2: 0 });
    expect(momentsOf([5e-324, 0, 2 * 5e-324]).mean).toBe(5e-324);
    expect(momentsOf([Number.MAX_VALUE, 2 ** -1022]).mean).toBe(Number.MAX_VALUE / 2);
  });

  it('do not depend on the order (seed 90)', () => {
    const value = fc.double({ min: 1e-200, max: 1e200, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(value, fc.boolean()), { minLength: 1, maxLength: 20 }), (pairs) => {
        const values = pairs.map(([size, isNegative]) => (isNegative ? -size : size));
        expect(momentsOf([...values].reverse())).toEqual(momentsOf(values));
        expect(Math.abs(momentsOf(values).mean)).toBeLessThanOrEqual(Math.max(...values.map(Math.abs)));
      }),
      { seed: 90, numRuns: 100 },
    );
  });
});
