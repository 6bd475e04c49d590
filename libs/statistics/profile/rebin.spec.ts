import { rebin } from './rebin';

describe('rebin', () => {
  it('sums bins between the coarser edges', () => {
    expect(rebin([1, 2, 3, 4], [0, 1, 2], [1])).toEqual([3, 7]);
    expect(rebin([1, 2, 3, 4], [0, 1, 2], [])).toEqual([10]);
    expect(rebin([1, 2, 3, 4], [0, 1, 2], [0, 1, 2])).toEqual([1, 2, 3, 4]);
    expect(rebin([5], [], [])).toEqual([5]);
  });

  it('throws for an edge that is not among the finer ones', () => {
    expect(() => rebin([1, 2, 3], [0, 1], [0.5])).toThrow('0.5 is not among');
    expect(() => rebin([1, 2, 3], [0, 1], [-1])).toThrow('-1 is not among');
  });

  it('throws when counts do not fit the edges', () => {
    expect(() => rebin([1, 2], [0, 1], [])).toThrow(RangeError);
  });
});
