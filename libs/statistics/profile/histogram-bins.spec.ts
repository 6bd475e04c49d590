import { histogramBins } from './histogram-bins';

describe('histogramBins', () => {
  it('sets each count beside its bounds, the outer ones open', () => {
    expect(histogramBins([0, 1], [4, 5, 6])).toEqual([
      { lower: null, upper: 0, count: 4 },
      { lower: 0, upper: 1, count: 5 },
      { lower: 1, upper: null, count: 6 },
    ]);
  });

  it('throws when counts do not fit the edges', () => {
    expect(() => histogramBins([0], [1])).toThrow(RangeError);
  });
});
