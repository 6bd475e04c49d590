import fc from 'fast-check';
import { kolmogorovSmirnovExactTail, latticePathCost } from './kolmogorov-smirnov-exact-tail';

/** The share of all orders that reach the gap at the end of a tie group, by trying every order. */
function byEnumeration(n: number, m: number, gap: number, tieSizes: readonly number[]): number {
  const ends = new Set<number>();
  tieSizes.reduce((sum, size) => (ends.add(sum + size), sum + size), 0);
  let all = 0;
  let hits = 0;
  const walk = (i: number, j: number, isHit: boolean): void => {
    const hit = isHit || (ends.has(i + j) && Math.abs(i * m - j * n) >= gap);
    if (i === n && j === m) {
      all += 1;
      if (hit) hits += 1;
      return;
    }
    if (i < n) walk(i + 1, j, hit);
    if (j < m) walk(i, j + 1, hit);
  };
  walk(0, 0, false);
  return hits / all;
}

describe('kolmogorovSmirnovExactTail', () => {
  // scipy 1.14.1 ks_2samp(method='exact')
  it.each([
    [10, 12, 0.45, 0.15975974489906378],
    [1000, 1000, 0.06, 0.05462666510701526],
    [300, 7777, 0.1, 0.00573489254856188],
    [10_000, 10_000, 0.02, 0.03662861114079258],
    [10_000, 9999, 0.05, 2.614608400705713e-11],
    [10_000, 10_000, 0.2, 2.600432412128435e-175],
  ])('of %d against %d at %d is %p', (reference, current, distance, expected) => {
    const gap = Math.round(distance * reference * current);
    expect(kolmogorovSmirnovExactTail({ reference, current, gap }) / expected).toBeCloseTo(1, 10);
  });

  it('equals the enumeration of all orders, with ties of any size (seed 61)', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 16 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(sizes, fc.double({ min: 0.1, max: 0.9, noNaN: true }), fc.nat(400), (ties, part, gap) => {
        const total = Math.min(
          18,
          ties.reduce((sum, size) => sum + size, 0),
        );
        fc.pre(total >= 2);
        const reference = Math.min(total - 1, Math.max(1, Math.round(total * part)));
        const current = total - reference;
        const cut = cutTo(ties, total);
        const wanted = gap % (reference * current + 1);
        const expected = wanted === 0 ? 1 : byEnumeration(reference, current, wanted, cut);
        expect(kolmogorovSmirnovExactTail({ reference, current, gap: wanted }, cut)).toBeCloseTo(
          expected,
          11,
        );
      }),
      { seed: 61, numRuns: 100 },
    );
  });

  it('is 1 for no gap and where all values are equal, and never above the one without ties', () => {
    expect(kolmogorovSmirnovExactTail({ reference: 5, current: 7, gap: 0 })).toBe(1);
    expect(kolmogorovSmirnovExactTail({ reference: 50, current: 70, gap: 1 }, [120])).toBe(0);
    const band = { reference: 40, current: 60, gap: 700 };
    expect(kolmogorovSmirnovExactTail(band, [30, 30, 40])).toBeLessThan(kolmogorovSmirnovExactTail(band));
  });

  it('bounds its work and throws for sizes that do not fit', () => {
    expect(latticePathCost({ reference: 10_000, current: 10_000, gap: 2_000_000 })).toBe(20_000 * 200);
    expect(() => kolmogorovSmirnovExactTail({ reference: 0, current: 1, gap: 1 })).toThrow(RangeError);
    expect(() => kolmogorovSmirnovExactTail({ reference: 1, current: 1, gap: 1 }, [1])).toThrow(RangeError);
  });
});

function cutTo(sizes: readonly number[], total: number): number[] {
  const cut: number[] = [];
  let left = total;
  for (const size of sizes) {
    if (left > 0) cut.push(Math.min(size, left));
    left -= size;
  }
  return cut;
}
