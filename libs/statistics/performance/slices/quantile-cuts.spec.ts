import { quantileCuts } from './quantile-cuts';

describe('quantileCuts', () => {
  it('cuts at quartiles, the cut itself above', () => {
    const { codes, categories } = quantileCuts(Float64Array.of(5, 1, 2, 3, 4, NaN, Infinity), 4);
    expect(categories).toEqual(['under 2', '2 to under 3', '3 to under 4', '4 or more']);
    expect([...codes]).toEqual([3, 0, 1, 2, 3, -1, -1]);
  });

  it('makes one cut of equal quantiles, and none of a constant', () => {
    const skewed = quantileCuts(Float64Array.of(0, 0, 0, 0, 0, 0, 7, 9), 4);
    expect(skewed.categories).toEqual(['under 1.75', '1.75 or more']);
    expect(quantileCuts(Float64Array.of(3, 3, 3), 4).categories).toEqual(['all']);
    expect(quantileCuts(Float64Array.of(NaN), 4)).toEqual({ codes: Int32Array.of(-1), categories: [] });
  });
});
