import fc from 'fast-check';
import { seededRandom } from '../random';
import { allowedShare } from './allowed-share';

describe('allowedShare', () => {
  it('is the centre of Wilson plus three standard errors of the difference (Q-14)', () => {
    const p = 54.5 / 1009;
    const error = Math.sqrt(p * (1 - p) * (1 / 1009 + 1 / 500));
    expect(allowedShare({ count: 50, rows: 1000, judgedRows: 500 })).toBeCloseTo(p + 3 * error, 15);
    expect(allowedShare({ count: 3, rows: 3, judgedRows: 1 })).toBe(1);
    expect(() => allowedShare({ count: 0, rows: 0, judgedRows: 1 })).toThrow(RangeError);
  });

  it('lies above the share of the reference and grows with it (Q-14, seed 1)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 5000 }),
        fc.integer({ min: 1, max: 5000 }),
        fc.nat(),
        (rows, judged, seed) => {
          const count = seed % rows;
          const limit = allowedShare({ count, rows, judgedRows: judged });
          expect(limit).toBeGreaterThan(count / rows);
          expect(allowedShare({ count: count + 1, rows, judgedRows: judged })).toBeGreaterThanOrEqual(limit);
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });

  it('is passed by all but a few of 4,000 samples from the same source (Q-14, seed 7)', () => {
    const { next } = seededRandom(7);
    const draw = (n: number, p: number): number => {
      let count = 0;
      for (let at = 0; at < n; at += 1) if (next() < p) count += 1;
      return count;
    };
    let above = 0;
    for (let run = 0; run < 4000; run += 1) {
      const p = [0.01, 0.05, 0.2, 0.5][run % 4]!;
      const limit = allowedShare({ count: draw(400, p), rows: 400, judgedRows: 300 });
      if (draw(300, p) / 300 > limit) above += 1;
    }
    expect(above / 4000).toBeLessThan(0.003);
  });
});
