import { chiSquareContingency } from './chi-square-contingency';
import { cramersV } from './cramers-v';

describe('cramersV', () => {
  it('is the root of chi-square over n, with the same p-value', () => {
    const result = cramersV([30, 20, 50], [25, 45, 40]);
    expect(result.value).toBeCloseTo(Math.sqrt(10.729179910998093 / 210), 13);
    expect(result.pValue).toBe(chiSquareContingency([30, 20, 50], [25, 45, 40]).pValue);
    expect(result.parameters).toEqual({ categories: 3, biasCorrection: 'none' });
  });

  it('does not grow with the number of rows, as the p-value shrinks', () => {
    const few = cramersV([30, 20, 50], [25, 45, 40]);
    const many = cramersV([3000, 2000, 5000], [2500, 4500, 4000]);
    expect(many.value).toBeCloseTo(few.value!, 13);
    expect(many.pValue!).toBeLessThan(few.pValue! / 1e100);
  });

  it('is 1 for disjoint categories and has a reason for a single one', () => {
    expect(cramersV([5, 0], [0, 5]).value).toBe(1);
    expect(cramersV([5], [5])).toMatchObject({ value: null, reason: 'single_category' });
  });
});
