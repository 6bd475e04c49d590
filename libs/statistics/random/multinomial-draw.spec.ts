import { multinomialDraw } from './multinomial-draw';
import { seededRandom } from './seeded-random';

describe('multinomialDraw', () => {
  it('adds up to n, with nothing where the weight is 0', () => {
    const drawn = multinomialDraw(seededRandom(1), 1_000_000, [3, 0, 1, 0.5, 0]);
    expect(drawn.reduce((sum, count) => sum + count, 0)).toBe(1_000_000);
    expect([drawn[1], drawn[4]]).toEqual([0, 0]);
  });

  it('has the mean and the covariance of the law (seed 2)', () => {
    const random = seededRandom(2);
    const [n, draws] = [50, 20_000];
    const sums = [0, 0, 0];
    let product = 0;
    for (let i = 0; i < draws; i += 1) {
      const counts = multinomialDraw(random, n, [1, 2, 7]);
      counts.forEach((count, cell) => (sums[cell]! += count));
      product += (counts[0]! - 5) * (counts[1]! - 10);
    }
    expect(sums.map((sum) => Math.round((10 * sum) / draws) / 10)).toEqual([5, 10, 35]);
    // Covariance −n p q = −1; its estimate has a standard error of about 0.04.
    expect(Math.abs(product / draws + 1)).toBeLessThan(0.15);
  });

  it('draws nothing from nothing', () => {
    expect([...multinomialDraw(seededRandom(1), 0, [0, 0])]).toEqual([0, 0]);
  });

  it('refuses weights that are none', () => {
    expect(() => multinomialDraw(seededRandom(1), 5, [0, 0])).toThrow(RangeError);
    expect(() => multinomialDraw(seededRandom(1), 5, [1, -1])).toThrow(RangeError);
    expect(() => multinomialDraw(seededRandom(1), 5, [1, NaN])).toThrow(RangeError);
  });
});
