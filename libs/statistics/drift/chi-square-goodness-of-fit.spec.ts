import { chiSquareGoodnessOfFit } from './chi-square-goodness-of-fit';

describe('chiSquareGoodnessOfFit', () => {
  it('of the public vector A / B has p .67309', () => {
    const result = chiSquareGoodnessOfFit([16, 18, 16, 14, 12, 12], [16, 16, 16, 16, 16, 8]);
    expect(result.pValue).toBeCloseTo(0.67309, 5);
    expect(result.parameters).toMatchObject({ categories: 6, degreesOfFreedom: 5, smallestExpected: 12 });
  });

  it('takes the reference for exact: only its shares count', () => {
    const small = chiSquareGoodnessOfFit([3, 2], [40, 60]);
    expect(chiSquareGoodnessOfFit([300, 200], [40, 60]).value).toBeCloseTo(small.value!, 12);
    expect(small.value).toBeCloseTo(400 / 60 + 400 / 40, 12);
  });

  it('has a reason for a category that the reference gives no chance, and for a single one', () => {
    expect(chiSquareGoodnessOfFit([5, 5, 0], [4, 4, 1])).toMatchObject({
      value: null,
      reason: 'zero_reference',
    });
    expect(chiSquareGoodnessOfFit([5, 0], [4, 0])).toMatchObject({ value: null, reason: 'single_category' });
  });
});
