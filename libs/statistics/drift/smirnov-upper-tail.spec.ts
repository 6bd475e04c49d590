import { smirnovUpperTail } from './smirnov-upper-tail';

describe('smirnovUpperTail', () => {
  // scipy 1.17.1, special.smirnov(n, distance)
  it.each([
    [50, 0.1, 0.34490701996888],
    [10, 0.5, 0.003888705],
    [1000, 0.05, 0.006506037390545166],
  ])('for %p values at %p is %p', (n, distance, expected) => {
    expect(smirnovUpperTail(distance, n)).toBeCloseTo(expected, 13);
  });
});
