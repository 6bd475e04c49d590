import { totalVariationDistance } from './total-variation-distance';

describe('totalVariationDistance', () => {
  it('is half the sum of what the shares differ by', () => {
    expect(totalVariationDistance([50, 30, 20], [20, 30, 50]).value).toBeCloseTo(0.3, 15);
    expect(totalVariationDistance([5, 0], [0, 7]).value).toBe(1);
  });

  it('throws for lists that do not pair', () => {
    expect(() => totalVariationDistance([1], [1, 2])).toThrow(RangeError);
  });
});
