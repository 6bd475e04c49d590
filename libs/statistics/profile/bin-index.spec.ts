import { binIndex } from './bin-index';

describe('binIndex', () => {
  it.each([
    [-1, 0],
    [0, 1],
    [0.5, 1],
    [1, 2],
    [5, 3],
    [9, 3],
  ])('of %p among the edges 0, 1, 5 is %p: an edge belongs to the bin above it', (value, bin) => {
    expect(binIndex([0, 1, 5], value)).toBe(bin);
  });

  it('is 0 without edges', () => {
    expect(binIndex([], 3)).toBe(0);
  });
});
