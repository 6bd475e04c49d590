import { exactShareLaw } from './exact-share-law';
import { type PooledCategories } from './pooled-categories';
import { ShareCumulants } from './share-cumulants';
import { shareGridLaw } from './share-grid-law';
import { shareNull } from './share-null';
import { shareSaddleTail } from './share-saddle';

const even = (rows: number, categories: number): number[] =>
  Array.from({ length: categories }, (_, index) => Math.floor((rows + index) / categories));

function zipf(rows: number, categories: number): number[] {
  const weights = Array.from({ length: categories }, (_, rank) => 1 / (rank + 1));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const counts = weights.map((weight) => Math.floor((rows * weight) / sum));
  counts[0]! += rows - counts.reduce((total, count) => total + count, 0);
  return counts;
}

/** Attainable distances with their exact mid-p, one near each level. */
function exactPoints(
  pooled: PooledCategories,
  levels: readonly number[],
): { effect: number; midP: number }[] {
  const { steps, tail } = exactShareLaw(pooled);
  return levels.map((level) => {
    let step = tail.findIndex((p) => p <= level);
    while (tail[step] === tail[step + 1]) step += 1;
    return { effect: step / steps, midP: (tail[step]! + tail[step + 1]!) / 2 };
  });
}

const levels = [0.2, 0.05, 0.0025, 0.00025];

describe('shareNull', () => {
  it.each([
    { reference: 200, current: 200, sizes: even(400, 3) },
    { reference: 200, current: 200, sizes: zipf(400, 5) },
    { reference: 150, current: 150, sizes: zipf(300, 8) },
    { reference: 100, current: 151, sizes: zipf(251, 4) },
  ])(
    'D-2 normal deviations keep within an eighth of the exact tail: $reference, $current, $sizes',
    (pooled) => {
      const { origin, step, tail } = shareGridLaw(pooled);
      const scale = Math.sqrt((pooled.reference * pooled.current) / (pooled.reference + pooled.current));
      for (const { effect, midP } of exactPoints(pooled, levels)) {
        const position = (effect * scale - origin) / step;
        const at = Math.floor(position);
        const part = position - at;
        const p = Math.exp((1 - part) * Math.log(tail[at]!) + part * Math.log(tail[at + 1]!));
        expect(Math.abs(Math.log(p / midP))).toBeLessThan(0.125);
      }
    },
  );

  it.each([
    { reference: 200, current: 200, sizes: even(400, 20) },
    { reference: 200, current: 200, sizes: zipf(400, 20) },
  ])(
    'D-2 the saddlepoint keeps within an eighth of the exact tail: $reference, $current, $sizes',
    (pooled) => {
      const cumulants = new ShareCumulants(pooled);
      for (const { effect, midP } of exactPoints(pooled, levels)) {
        const a = (2 * effect * pooled.reference * pooled.current) / (pooled.reference + pooled.current);
        expect(Math.abs(Math.log(shareSaddleTail(a, cumulants) / midP))).toBeLessThan(0.125);
      }
    },
  );

  it('falls with the effect, from 1 to nothing, by every way', () => {
    for (const sizes of [even(40, 4), even(4000, 3), even(4000, 30), [3000, 1000]]) {
      const rows = sizes.reduce((sum, size) => sum + size, 0);
      const { pValue, upperTail } = shareNull({ reference: rows / 2, current: rows / 2, sizes });
      const ps = Array.from({ length: 41 }, (_, index) => pValue(index / 40));
      // Farther out a bound may stand for the tail.
      const near = ps.filter((p) => p > 1e-18);
      expect(near).toEqual([...near].sort((a, b) => b - a));
      expect(ps[0]).toBeGreaterThan(0.5);
      expect(ps.at(-1)).toBeLessThan(1e-6);
      expect(upperTail(0.1)).toBeGreaterThanOrEqual(pValue(0.1));
    }
  });

  it('D-4 has a critical effect on either side of which the p-value crosses the level', () => {
    for (const sizes of [even(40, 4), even(4000, 3), even(4000, 30), [3000, 1000]]) {
      const rows = sizes.reduce((sum, size) => sum + size, 0);
      const { pValue, criticalEffect } = shareNull({ reference: rows / 2, current: rows / 2, sizes });
      const critical = criticalEffect(0.01)!;
      expect(pValue(critical)).toBeLessThanOrEqual(0.01);
      expect(pValue(critical - 2 / rows)).toBeGreaterThan(0.01);
    }
  });
});
