import { exactShareCost, exactShareLaw } from './exact-share-law';
import { type PooledCategories } from './pooled-categories';

/** Every choice of the reference rows, one by one. */
function byEnumeration({ reference, current, sizes }: PooledCategories, distance: number): number {
  const labels = sizes.flatMap((size, category) => new Array<number>(size).fill(category));
  let hits = 0;
  let all = 0;
  for (let choice = 0; choice < 2 ** labels.length; choice += 1) {
    const inReference = new Array<number>(sizes.length).fill(0);
    let rows = 0;
    labels.forEach((category, row) => {
      if ((choice >> row) % 2 === 0) return;
      inReference[category]! += 1;
      rows += 1;
    });
    if (rows !== reference) continue;
    const apart = inReference.reduce(
      (sum, count, category) => sum + Math.abs(count / reference - (sizes[category]! - count) / current) / 2,
      0,
    );
    all += 1;
    if (apart > distance - 1e-9) hits += 1;
  }
  return hits / all;
}

describe('exactShareLaw', () => {
  it.each([
    { reference: 5, current: 5, sizes: [5, 3, 2] },
    { reference: 4, current: 8, sizes: [3, 3, 3, 3] },
    { reference: 7, current: 4, sizes: [8, 1, 1, 1] },
    { reference: 3, current: 5, sizes: [4, 4] },
  ])('D-2 counts every division of the rows: $reference and $current rows, $sizes', (pooled) => {
    const { steps, tail } = exactShareLaw(pooled);
    for (let step = 0; step <= steps; step += 1) {
      expect(tail[step]).toBeCloseTo(byEnumeration(pooled, step / steps), 12);
    }
  });

  it('does not depend on the order of the categories', () => {
    const one = exactShareLaw({ reference: 30, current: 20, sizes: [30, 5, 15] });
    const other = exactShareLaw({ reference: 30, current: 20, sizes: [5, 15, 30] });
    expect(other).toEqual(one);
  });

  it('costs little where one category holds nearly all rows', () => {
    const sides = { reference: 200, current: 200 };
    expect(exactShareCost({ ...sides, sizes: [388, 5, 4, 3] })).toBeLessThan(50_000);
    expect(exactShareCost({ ...sides, sizes: [134, 133, 133] })).toBeGreaterThan(5_000_000);
  });
});
