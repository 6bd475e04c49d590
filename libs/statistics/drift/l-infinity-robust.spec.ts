import { lInfinityRobust } from './l-infinity-robust';

describe('lInfinityRobust', () => {
  it('takes off what sampling may cause, with either constant', () => {
    const exact = lInfinityRobust([5000, 5000], [3000, 7000]);
    expect(exact.value).toBeCloseTo(0.2 - 1.803099 * Math.sqrt(2 / 10_000), 6);
    expect(exact.parameters).toMatchObject({ alpha: 0.003 });
    const rounded = lInfinityRobust([5000, 5000], [3000, 7000], { deequConstant: true });
    expect(rounded.value).toBeCloseTo(0.2 - 1.8 * Math.sqrt(2 / 10_000), 14);
  });

  it('is 0 for few rows, and throws for an alpha outside (0, 1)', () => {
    expect(lInfinityRobust([2, 2], [0, 4]).value).toBe(0);
    expect(() => lInfinityRobust([1], [1], { alpha: 0 })).toThrow(RangeError);
  });
});
