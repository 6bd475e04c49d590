import { chiSquareContingency } from './chi-square-contingency';
import { gTest } from './g-test';

describe('gTest', () => {
  it('comes close to the chi-square test where shares hardly differ', () => {
    const g = gTest([1000, 2000, 3000], [1010, 1990, 3005]);
    expect(g.value).toBeCloseTo(chiSquareContingency([1000, 2000, 3000], [1010, 1990, 3005]).value!, 4);
    expect(g.parameters).toEqual({ categories: 3, degreesOfFreedom: 2 });
  });

  it('takes sides of different sizes and empty cells', () => {
    expect(gTest([10, 20, 0], [1, 2, 4]).value).toBeGreaterThan(10);
    expect(gTest([1, 2], [10, 20])).toMatchObject({ value: 0, pValue: 1 });
  });

  it('has a reason for a single category', () => {
    expect(gTest([5], [5])).toMatchObject({ value: null, reason: 'single_category' });
  });
});
