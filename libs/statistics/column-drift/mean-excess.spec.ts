import { meanExcess } from './mean-excess';

describe('meanExcess', () => {
  it.each([
    [1, 0.5, 0.5],
    [10, 0.3, 1.1206773143999995],
    [400, 0.5, 7.973860392758589],
    [7, 0.9, 0.66961566],
  ])('of a binomial count n = %d, p = %d is %d (scipy 1.14.1 binom.expect)', (n, p, expected) => {
    expect(meanExcess({ n, p })).toBeCloseTo(expected, 10);
  });
});
