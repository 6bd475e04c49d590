import { seededRandom } from './seeded-random';

const draw = (seed: number, count: number): number[] => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random.next());
};

describe('seededRandom', () => {
  it('repeats its stream for the same seed and differs for the next', () => {
    expect(draw(7, 50)).toEqual(draw(7, 50));
    expect(draw(7, 50)).not.toEqual(draw(8, 50));
  });

  it('is uniform in [0, 1): each of ten bins holds a tenth of 100,000 draws', () => {
    const bins = new Array<number>(10).fill(0);
    for (const value of draw(1, 100_000)) bins[Math.floor(value * 10)]! += 1;
    for (const count of bins) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  it('gives standard normal numbers', () => {
    const random = seededRandom(3);
    const values = Array.from({ length: 100_000 }, () => random.gaussian());
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(Math.abs(variance - 1)).toBeLessThan(0.03);
  });
});
