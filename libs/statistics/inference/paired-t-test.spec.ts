import { pairedTTest } from './paired-t-test';

describe('pairedTTest', () => {
  it('changes sign with the sides', () => {
    const one = pairedTTest([1.2, 0.7, 3.1], [0.9, 1.1, 2]);
    const other = pairedTTest([0.9, 1.1, 2], [1.2, 0.7, 3.1]);
    expect(one.status === 'ok' && other.status === 'ok' && one.statistic + other.statistic).toBeCloseTo(
      0,
      14,
    );
    expect(one.status === 'ok' && other.status === 'ok' && one.pValue - other.pValue).toBeCloseTo(0, 14);
  });

  it('says why nothing can be tested', () => {
    expect(pairedTTest([1], [2])).toMatchObject({ reason: 'too_few_rows' });
    expect(pairedTTest([1, 2], [0, 1])).toMatchObject({ reason: 'zero_variance' });
  });

  it('refuses lists that are no pairs, and missing numbers', () => {
    expect(() => pairedTTest([1, 2], [1])).toThrow(RangeError);
    expect(() => pairedTTest([1, NaN], [1, 2])).toThrow(RangeError);
  });
});
