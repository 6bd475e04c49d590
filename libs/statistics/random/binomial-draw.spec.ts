import { binomialProbability } from '../distributions';
import { binomialDraw } from './binomial-draw';
import { seededRandom } from './seeded-random';

/** Standard deviations that the chi-square of 40,000 draws lies above its mean, cells of fewer than ten expected joined into the tails. */
function fit(n: number, p: number): number {
  const random = seededRandom(11);
  const draws = 40_000;
  const seen = new Map<number, number>();
  for (let i = 0; i < draws; i += 1) {
    const k = binomialDraw(random, n, p);
    seen.set(k, (seen.get(k) ?? 0) + 1);
  }
  let [statistic, cells, restSeen, restExpected] = [0, 0, draws, draws];
  for (let k = 0; k <= n; k += 1) {
    const expected = draws * binomialProbability(k, { n, p });
    if (expected < 10) continue;
    statistic += ((seen.get(k) ?? 0) - expected) ** 2 / expected;
    restSeen -= seen.get(k) ?? 0;
    restExpected -= expected;
    cells += 1;
  }
  if (restExpected > 1) statistic += (restSeen - restExpected) ** 2 / restExpected;
  return (statistic - cells) / Math.sqrt(2 * cells);
}

describe('binomialDraw', () => {
  it.each([
    [20, 0.1],
    [30, 0.5],
    [60, 0.4],
    [500, 0.03],
    [5000, 0.2],
    [200, 0.97],
  ])('follows the law of %p trials at %p (seed 11)', (n, p) => {
    expect(fit(n, p)).toBeLessThan(3.5);
  });

  it('knows the certain cases', () => {
    const random = seededRandom(1);
    expect([binomialDraw(random, 0, 0.5), binomialDraw(random, 9, 0), binomialDraw(random, 9, 1)]).toEqual([
      0, 0, 9,
    ]);
  });

  it('refuses trials that are none', () => {
    const random = seededRandom(1);
    expect(() => binomialDraw(random, 1.5, 0.5)).toThrow(RangeError);
    expect(() => binomialDraw(random, 2, 1.5)).toThrow(RangeError);
  });
});
