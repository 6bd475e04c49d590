import { nextDouble } from './next-double';

describe('nextDouble', () => {
  it.each([
    [0, 5e-324],
    [1, 1 + Number.EPSILON],
    [-1, -1 + Number.EPSILON / 2],
    [-5e-324, -0],
  ])('of %p is %p', (value, next) => {
    expect(nextDouble(value)).toBe(next);
  });
});
