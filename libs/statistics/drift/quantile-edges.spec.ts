import { quantileEdges } from './quantile-edges';

describe('quantileEdges', () => {
  it('cuts into bins of equal shares', () => {
    expect(quantileEdges(Float64Array.of(0, 1, 2, 3, 4), 4)).toEqual([1, 2, 3]);
    expect(quantileEdges(new Float64Array(), 4)).toEqual([]);
  });

  it('gives a frequent value a bin of its own', () => {
    expect(quantileEdges(Float64Array.of(1, 1, 1, 1, 9), 4)).toEqual([1, 1 + Number.EPSILON]);
  });
});
