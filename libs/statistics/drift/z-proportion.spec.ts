import { zProportion } from './z-proportion';

describe('zProportion', () => {
  it('of 1101 against 0001 has p .1573 (public vector)', () => {
    const result = zProportion([1, 3], [3, 1]);
    expect(result.pValue).toBeCloseTo(0.1573, 4);
    expect(result.value).toBeCloseTo(Math.SQRT2, 12);
  });

  it('has a reason for one category and for more than two', () => {
    expect(zProportion([4, 0], [3, 0])).toMatchObject({ value: null, reason: 'single_category' });
    expect(zProportion([4, 1, 1], [3, 1, 1])).toMatchObject({ value: null, reason: 'unsuitable_table' });
  });
});
