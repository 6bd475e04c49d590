import { BinCounter } from './bin-counter';

describe('BinCounter', () => {
  it('counts values by bin and keeps the moments, block by block', () => {
    const counter = new BinCounter([0, 10]);
    counter.add(Float64Array.of(-1, 0, 5, NaN));
    counter.add(Float64Array.of(10, 11, Infinity));
    counter.add(Float64Array.of(NaN));
    const { mean, m2, ...rest } = counter.sample();
    expect(rest).toEqual({ n: 5, min: -1, max: 11, edges: [0, 10], counts: [1, 2, 2] });
    expect(mean).toBeCloseTo(5, 14);
    expect(m2).toBeCloseTo(122, 12);
  });

  it('has no extremes without values and throws for edges that do not ascend', () => {
    expect(new BinCounter([]).sample()).toMatchObject({ n: 0, min: null, max: null, counts: [0] });
    expect(() => new BinCounter([1, 1])).toThrow(RangeError);
  });
});
