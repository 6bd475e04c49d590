import { categoryBins } from './category-bins';
import { findCategorySplit } from './category-split';

/** A leaf of so many rows a category, each with the gradient given, the hessian 1. */
const found = (categories: { rows: number; gradient: number }[]) => {
  const column = categories.flatMap(({ rows }, at) => Array.from({ length: rows }, () => at));
  const bins = categoryBins(Float64Array.from(column));
  const histogram = new Float64Array(2 * bins.count);
  for (const [category, bin] of bins.binOf) {
    const { rows, gradient } = categories[category]!;
    histogram.set([rows * gradient, rows], 2 * bin);
  }
  const gradient = categories.reduce((sum, { rows, gradient: each }) => sum + rows * each, 0);
  const leaf = { gradient, hessian: column.length, rows: column.length };
  const split = findCategorySplit({ feature: 0, bins, histogram, leaf });
  if (split === null || !('only' in split.cut)) return null;
  const names = new Map([...bins.binOf].map(([category, bin]) => [bin, category]));
  return { ...split, left: split.cut.only.map((bin) => names.get(bin)!).sort() };
};

describe('findCategorySplit', () => {
  it('sends one of three categories left, without penalty', () => {
    const split = found([
      { rows: 50, gradient: 1 },
      { rows: 40, gradient: -3 },
      { rows: 30, gradient: 1 },
    ])!;
    expect(split).toMatchObject({ left: [1], penalty: 0 });
    expect(split.gain).toBeCloseTo(80 + 360, 9);
  });

  it('sends the categories at one end of the slopes left together, with a penalty of 10', () => {
    const split = found([
      { rows: 120, gradient: 1 },
      { rows: 110, gradient: -2 },
      { rows: 100, gradient: 1.1 },
      { rows: 90, gradient: -2.1 },
    ])!;
    expect(split).toMatchObject({ left: [1, 3], penalty: 10 });
    expect(split.gain).toBeCloseTo(409 ** 2 / 210 + 230 ** 2 / 230, 9);
  });

  it('tries a set again only when it has grown by 100 rows', () => {
    const split = found([
      { rows: 60, gradient: -3 },
      { rows: 60, gradient: -1 },
      { rows: 200, gradient: 1 },
      { rows: 200, gradient: 1.2 },
    ])!;
    expect(split.left).toEqual([0, 1]);
  });

  it('leaves categories of fewer than ten rows out of the order', () => {
    const split = found([
      { rows: 150, gradient: 1 },
      { rows: 150, gradient: 0.9 },
      { rows: 120, gradient: -1 },
      { rows: 9, gradient: -9 },
    ])!;
    // The last would go left with the third, were it among them.
    expect(split.left).toEqual([0, 1]);
  });

  it('finds nothing where all slopes are equal or a side would be too small', () => {
    expect(found([1, 1, 1, 1].map((gradient) => ({ rows: 100, gradient })))).toBeNull();
    expect(found([1, -1].map((gradient) => ({ rows: 19, gradient })))).toBeNull();
    expect(found([1, 2, 3, 4].map((gradient) => ({ rows: 40, gradient: gradient - 2.5 })))).toBeNull();
  });
});
