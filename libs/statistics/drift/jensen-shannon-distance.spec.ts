import fc from 'fast-check';
import { jensenShannonDistance } from './jensen-shannon-distance';

describe('jensenShannonDistance', () => {
  it('is .17098957153136557 in base e and .20537940603511678 in base 2 (scipy 1.17.1)', () => {
    const natural = jensenShannonDistance([10, 0, 30, 60], [20, 5, 25, 50], 'e');
    const binary = jensenShannonDistance([10, 0, 30, 60], [20, 5, 25, 50], 2);
    expect(natural.value).toBeCloseTo(0.17098957153136557, 14);
    expect(binary.value).toBeCloseTo(0.20537940603511678, 14);
    expect(natural.parameters).toEqual({ bins: 4, base: 'e' });
    expect(binary.parameters).toEqual({ bins: 4, base: 2 });
  });

  it('of disjoint samples is 1 in base 2 and √ln 2 in base e', () => {
    expect(jensenShannonDistance([5, 0], [0, 9], 2).value).toBeCloseTo(1, 15);
    expect(jensenShannonDistance([5, 0], [0, 9], 'e').value).toBeCloseTo(Math.sqrt(Math.LN2), 15);
  });

  it('has a reason for an empty side', () => {
    expect(jensenShannonDistance([], [], 2)).toMatchObject({ value: null, reason: 'empty_baseline' });
    expect(jensenShannonDistance([1], [0], 2)).toMatchObject({ value: null, reason: 'no_rows' });
  });

  it('is a distance in [0, 1]: symmetric, 0 for equal shares, never NaN (seed 53)', () => {
    const pairs = fc.array(fc.tuple(fc.nat(50), fc.nat(50)), { minLength: 1 });
    fc.assert(
      fc.property(pairs, (bins) => {
        const a = bins.map(([count]) => count);
        const b = bins.map(([, count]) => count);
        const { value } = jensenShannonDistance(a, b, 2);
        expect(jensenShannonDistance(b, a, 2).value === null).toBe(value === null);
        if (value === null) return;
        expect(value >= 0 && value <= 1 + 1e-12).toBe(true);
        expect(jensenShannonDistance(b, a, 2).value).toBeCloseTo(value, 7);
        expect(
          jensenShannonDistance(
            a,
            a.map((count) => count * 3),
            2,
          ).value,
        ).toBeLessThan(1e-7);
      }),
      { seed: 53 },
    );
  });
});
