import fc from 'fast-check';
import { binLabel, largestChange, overlayBars } from './distribution';

const bin = (lower: number | null, upper: number | null, baseline: number, current: number) => ({
  __typename: 'DistributionBin' as const,
  lower,
  upper,
  category: null,
  baseline,
  current,
});

describe('binLabel', () => {
  it('says open ends, ranges and categories', () => {
    expect(binLabel({ lower: null, upper: 1.5 })).toBe('below 1.5');
    expect(binLabel({ lower: 1.5, upper: 2 })).toBe('1.5 – 2');
    expect(binLabel({ lower: 9, upper: null })).toBe('9 and above');
    expect(binLabel({ lower: null, upper: null, category: 'Male' })).toBe('Male');
  });
});

describe('overlayBars', () => {
  const bars = overlayBars([bin(null, 1, 50, 10), bin(1, 2, 50, 30), bin(2, null, 100, 0)]);

  it('gives each side as shares of its own rows', () => {
    expect(bars.map(({ baseline, current }) => [baseline, current])).toEqual([
      [0.25, 0.25],
      [0.25, 0.75],
      [0.5, 0],
    ]);
  });

  it('finds the bin that changed most, and none when nothing changed', () => {
    expect(largestChange(bars)?.label).toBe('1 – 2');
    expect(largestChange(overlayBars([bin(null, 1, 2, 4), bin(1, null, 2, 4)]))).toBeUndefined();
  });

  it('keeps shares summing to one, or to zero without rows (fast-check, seed 20211101)', () => {
    const counts = fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(counts, (pairs) => {
        const shares = overlayBars(pairs.map(([baseline, current]) => bin(0, 1, baseline, current)));
        const sum = shares.reduce((total, bar) => total + bar.current, 0);
        const rows = pairs.reduce((total, [, current]) => total + current, 0);
        expect(sum).toBeCloseTo(rows === 0 ? 0 : 1, 9);
      }),
      { seed: 20211101 },
    );
  });
});
