import { kolmogorovSmirnovExactTail } from '../drift';
import { gapNull } from './gap-null';

function midP(n: number, gap: number, sizes?: number[]): number {
  const tail = (from: number): number =>
    kolmogorovSmirnovExactTail({ reference: n, current: n, gap: from }, sizes);
  return (tail(gap) + tail(gap + 1)) / 2;
}

describe('gapNull', () => {
  it('D-2 is the exact mid-p for small samples, ties or not', () => {
    const free = gapNull({ reference: 50, current: 50, sizes: null });
    expect(free.pValue(0.26)).toBe(midP(50, 13 * 50));
    expect(free.upperTail(0.26)).toBeGreaterThan(free.pValue(0.26));
    const sizes = [60, 25, 10, 5];
    expect(gapNull({ reference: 50, current: 50, sizes }).pValue(0.2)).toBe(midP(50, 500, sizes));
  });

  it('D-2 keeps within a twentieth of the exact tail beyond, ties or not', () => {
    const n = 4000;
    const ages = Array.from({ length: 80 }, () => (2 * n) / 80);
    const tens = new Array<number>(800).fill(10);
    for (const sizes of [null, ages, tens]) {
      const large = gapNull({ reference: n, current: n, sizes });
      for (const steps of [120, 130, 160, 190]) {
        const exact = midP(n, steps * n, sizes ?? undefined);
        expect(Math.abs(Math.log(large.pValue(steps / n) / exact))).toBeLessThan(0.05);
      }
    }
  });

  it('D-4 has a critical effect on either side of which the p-value crosses the level', () => {
    for (const sizes of [null, [100, 200, 100], new Array<number>(200).fill(2)]) {
      const { pValue, criticalEffect } = gapNull({ reference: 200, current: 200, sizes });
      const critical = criticalEffect(0.00025)!;
      expect(pValue(critical)).toBeLessThanOrEqual(0.00025);
      expect(pValue(critical - 1 / 200)).toBeGreaterThan(0.00025);
    }
  });

  it('has no critical effect where samples are too small for the level', () => {
    expect(gapNull({ reference: 3, current: 3, sizes: null }).criticalEffect(0.01)).toBeNull();
  });
});
