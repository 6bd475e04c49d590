import { chiSquareContingency } from './chi-square-contingency';

describe('chiSquareContingency', () => {
  it('of [30 20 50] against [25 45 40] is 10.729, p .00468 with 2 degrees of freedom (scipy 1.17.1)', () => {
    const result = chiSquareContingency([30, 20, 50], [25, 45, 40]);
    expect(result.value).toBeCloseTo(10.729179910998093, 12);
    expect(result.pValue).toBeCloseTo(0.00467937860068816, 14);
    expect(result).toMatchObject({
      method: 'chi_square_contingency',
      n: { reference: 100, current: 110 },
      parameters: { categories: 3, degreesOfFreedom: 2 },
    });
  });

  it('leaves out categories that are empty on both sides', () => {
    expect(chiSquareContingency([30, 0, 20, 50, 0], [25, 0, 45, 40, 0])).toEqual(
      chiSquareContingency([30, 20, 50], [25, 45, 40]),
    );
  });

  it('is 0 with p 1 for proportional counts', () => {
    expect(chiSquareContingency([1, 2, 3], [2, 4, 6])).toMatchObject({ value: 0, pValue: 1 });
  });

  it('has a reason for an empty side and for a single category', () => {
    expect(chiSquareContingency([0, 0], [1, 2])).toMatchObject({ value: null, reason: 'empty_baseline' });
    expect(chiSquareContingency([1, 2], [0, 0])).toMatchObject({ value: null, reason: 'no_rows' });
    expect(chiSquareContingency([5, 0], [7, 0])).toMatchObject({
      value: null,
      pValue: null,
      reason: 'single_category',
    });
  });

  it('throws when the lists differ in length', () => {
    expect(() => chiSquareContingency([1], [1, 2])).toThrow(RangeError);
  });
});
