import { doaneEdges, equalWidthEdges, histogram, sturgesEdges } from './histogram-edges';

const x = Float64Array.of(1, 2, 2, 3, 5, 8, 13, 21, 34, 55);

describe('histogram edges', () => {
  it('are numpy 1.26.4 "sturges"', () => {
    const edges = sturgesEdges([0.5, 90], 13);
    expect([...edges].map((edge) => Number(edge.toFixed(10)))).toEqual([0.5, 18.4, 36.3, 54.2, 72.1, 90]);
    expect(histogram(x, edges)).toEqual([7, 2, 0, 1, 0]);
  });

  it('are numpy 1.26.4 "doane"', () => {
    const edges = doaneEdges(x);
    expect(edges).toHaveLength(8);
    expect(edges[1]).toBeCloseTo(8.71428571, 8);
    expect(histogram(x, edges)).toEqual([6, 1, 1, 0, 1, 0, 1]);
    expect(histogram(Float64Array.of(0, 1, 34.75, 55, 60), edges)).toEqual([1, 0, 0, 0, 1, 0, 1]);
  });

  it('give a constant column and two values one bin, as numpy does', () => {
    expect([...doaneEdges(Float64Array.of(7, 7, 7))]).toEqual([6.5, 7.5]);
    expect([...sturgesEdges([7, 7], 3)]).toEqual([6.5, 7.5]);
    expect([...doaneEdges(Float64Array.of(1, 2))]).toEqual([1, 2]);
  });

  it('put a value on an edge into the bin above, the largest into the last', () => {
    expect(histogram(Float64Array.of(0, 1, 1, 2), equalWidthEdges([0, 2], 2))).toEqual([1, 3]);
  });
});
