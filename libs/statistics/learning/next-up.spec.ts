import { nextUp } from './next-up';

describe('nextUp', () => {
  it.each([
    [1, 1 + Number.EPSILON],
    [0, Number.MIN_VALUE],
    [-0, Number.MIN_VALUE],
    [-Number.MIN_VALUE, -0],
    [-1, -1 + Number.EPSILON / 2],
    [Number.MAX_VALUE, Infinity],
    [Infinity, Infinity],
    [NaN, NaN],
  ])('of %p is %p', (value, next) => {
    expect(nextUp(value)).toBe(next);
  });
});
