import fc from 'fast-check';
import { radixSort } from './radix-sort';

const finite = { noNaN: true, noDefaultInfinity: true } as const;

/** Both ways of sorting; toEqual tells -0 from 0. */
function sortBothWays(values: readonly number[]): { byDigits: Float64Array; byEngine: Float64Array } {
  const byDigits = Float64Array.from(values);
  radixSort(byDigits);
  return { byDigits, byEngine: Float64Array.from(values).sort() };
}

describe('radixSort', () => {
  it('orders signs, zeros, subnormals and the largest doubles', () => {
    const { byDigits, byEngine } = sortBothWays([
      0,
      -0,
      5e-324,
      -5e-324,
      1e-310,
      -1e-310,
      Number.MAX_VALUE,
      -Number.MAX_VALUE,
      1,
      -1,
      0.5,
      0,
      -0,
    ]);
    expect(byDigits).toEqual(byEngine);
  });

  it('equals the sort of the engine for any doubles (seed 71)', () => {
    fc.assert(
      fc.property(fc.array(fc.double(finite), { maxLength: 300 }), (values) => {
        const { byDigits, byEngine } = sortBothWays(values);
        expect(byDigits).toEqual(byEngine);
      }),
      { seed: 71, numRuns: 100 },
    );
  });

  it('equals it for values that agree in their upper half, few or many (seed 72)', () => {
    const near = fc.integer({ min: 0, max: 1000 }).map((step) => 1e9 + step / 4096);
    const mixed = fc.array(
      fc.oneof(
        near,
        near.map((value) => -value),
        fc.integer({ min: -3, max: 3 }),
      ),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(mixed, (values) => {
        const { byDigits, byEngine } = sortBothWays(values);
        expect(byDigits).toEqual(byEngine);
      }),
      { seed: 72, numRuns: 100 },
    );
  });

  it('sorts a part of a larger buffer and leaves the rest alone', () => {
    const whole = Float64Array.of(9, 8, 3, 2, 1, 0);
    radixSort(whole.subarray(2, 5));
    expect([...whole]).toEqual([9, 8, 1, 2, 3, 0]);
  });
});
