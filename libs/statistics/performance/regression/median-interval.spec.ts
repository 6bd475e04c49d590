import { medianInterval } from './median-interval';

const ranks = (n: number) => Float64Array.from({ length: n }, (_, row) => row + 1);

describe('medianInterval', () => {
  it('lies between the order statistics that are certain enough and the next: ranks 2 and 3 of 10', () => {
    // P(B ≤ 1) = 11 / 1024, P(B ≤ 2) = 56 / 1024: certainties .978515625 and .890625 of ranks 2 and 3.
    const excess = (0.978515625 - 0.95) / (0.978515625 - 0.890625);
    const share = (8 * excess) / (2 + 6 * excess);
    const { interval } = medianInterval(ranks(10));
    expect(interval).toMatchObject({ method: 'interpolated_order_statistics' });
    expect(interval!.lower).toBeCloseTo(2 + share, 12);
    expect(interval!.upper).toBeCloseTo(9 - share, 12);
  });

  it('needs six rows', () => {
    expect(medianInterval(ranks(5))).toEqual({});
    expect(medianInterval(ranks(6)).interval!.lower).toBeGreaterThanOrEqual(1);
  });

  it('is symmetric in rank and near the normal approximation for many rows', () => {
    for (const n of [7, 12, 33, 1000, 99_999]) {
      const { lower, upper } = medianInterval(ranks(n)).interval!;
      expect(lower + upper).toBeCloseTo(n + 1, 6);
      expect(Math.abs(lower - (n - 1.959963984540054 * Math.sqrt(n)) / 2)).toBeLessThan(1.2);
    }
  });
});
