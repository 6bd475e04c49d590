import { hellingerDistance } from './hellinger-distance';

describe('hellingerDistance', () => {
  it('of the public vector A / B is .0681277', () => {
    const result = hellingerDistance([16, 18, 16, 14, 12, 12], [16, 16, 16, 16, 16, 8]);
    expect(result.value).toBeCloseTo(0.0681277, 7);
  });

  it('is exactly 0 for proportional counts and 1 for disjoint ones', () => {
    expect(hellingerDistance([1, 2, 3], [10, 20, 30]).value).toBe(0);
    expect(hellingerDistance([5, 0], [0, 5]).value).toBe(1);
  });
});
