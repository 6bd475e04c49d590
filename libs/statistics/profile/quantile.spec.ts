import { quantile } from './quantile';

describe('quantile', () => {
  // By hand from type 7: position (n − 1)·p.
  it.each([
    [[1, 2, 3, 4], 0.5, 2.5],
    [[1, 2, 3, 4], 0.1, 1.3],
    [[1, 2, 3, 4], 0, 1],
    [[1, 2, 3, 4], 1, 4],
    [[7], 0.3, 7],
    [[1, 5, 5, 5], 0.6, 5],
  ])('of %p at %p is %p', (sorted, probability, expected) => {
    expect(quantile(sorted, probability)).toBeCloseTo(expected, 14);
  });

  it('does not overflow between the ends of the range of a double', () => {
    expect(quantile([-Number.MAX_VALUE, Number.MAX_VALUE], 0.5)).toBe(0);
  });

  it('throws without values and outside [0, 1]', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
    expect(() => quantile([1], 1.5)).toThrow(RangeError);
  });
});
