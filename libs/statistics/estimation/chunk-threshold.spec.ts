import { chunkThreshold, isOutside } from './chunk-threshold';

describe('chunkThreshold', () => {
  it('E-3 is mean ± 3 population standard deviations, within what the metric can be', () => {
    const { lower, upper } = chunkThreshold([0.8, 0.9], { least: 0, greatest: 1 });
    expect(lower).toBeCloseTo(0.7, 12);
    expect(upper).toBe(1);
    expect(chunkThreshold([0, 10])).toEqual({ lower: -10, upper: 20 });
  });

  it('E-3 leaves out chunks without a value, and has no line without any', () => {
    expect(chunkThreshold([null, 4, null, 6])).toEqual({ lower: 2, upper: 8 });
    expect(chunkThreshold([null])).toEqual({ lower: null, upper: null });
  });

  // The public vector: 0 … 29 about the median with multipliers 1.4 and 2 (the mean is the median here).
  it('E-3 equals the public vector of 0 … 29', () => {
    const values = Array.from({ length: 30 }, (_, value) => value);
    expect(chunkThreshold(values, { multiplier: 1.4 }).lower).toBeCloseTo(2.382381972241136, 12);
    expect(chunkThreshold(values, { multiplier: 2 }).upper).toBeCloseTo(31.81088289679838, 12);
  });

  it('E-3 raises an alert beyond the line, not on it', () => {
    const threshold = { lower: 0.5, upper: 0.9 };
    expect([0.5, 0.9, 0.7].some((value) => isOutside(value, threshold))).toBe(false);
    expect(isOutside(0.4999, threshold)).toBe(true);
    expect(isOutside(0.9001, threshold)).toBe(true);
    expect(isOutside(-5, { lower: null, upper: null })).toBe(false);
  });

  it('E-3 takes what rounding alone moves off the line for on it, at every size', () => {
    for (const size of [1e-9, 0.5, 3e12]) {
      const threshold = { lower: size, upper: size };
      const judged = [1 - 1e-11, 1 - 2e-16, 1, 1 + 3e-16, 1 + 1e-11].map((factor) =>
        isOutside(size * factor, threshold),
      );
      expect(judged).toEqual([true, false, false, false, true]);
    }
    expect(isOutside(1e-300, { lower: 0, upper: 0 })).toBe(true);
  });
});
