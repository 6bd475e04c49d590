import { firstDifference } from './index';

describe('firstDifference', () => {
  it('FA-13 names the first place, in the order of what is expected', () => {
    expect(firstDifference({ a: [1, 2], b: 1 }, { b: 2, a: [1, 3] })).toBe('a[1]');
    expect(firstDifference({ a: [1] }, { a: [1, 2] })).toBe('a[1]');
    expect(firstDifference({ a: 1 }, { a: 1, c: 2 })).toBe('c');
    expect(firstDifference({ a: 1, b: undefined }, { a: 1 })).toBeNull();
    expect(firstDifference({ a: null }, { a: {} })).toBe('a');
  });

  it.each([
    [-0.019990473258205466, -0.01999047325820591],
    [0.11844673872423072, 0.11844673872423062],
    [1.4365523541630716, 1.4365523541630711],
  ])('FA-13 takes %d and %d, from two browsers, for one number', (one, other) => {
    expect(firstDifference({ a: one }, { a: other })).toBeNull();
    expect(firstDifference({ a: other }, { a: one })).toBeNull();
  });

  it.each([
    [0.8, 0.8 + 1e-12],
    [1e-9, 1.001e-9],
    [1e15, 1e15 + 1],
    [0, 1],
    [0.5, '0.5'],
  ])('FA-13 tells %p from %p', (one, other) => {
    expect(firstDifference({ a: one }, { a: other })).toBe('a');
  });
});
