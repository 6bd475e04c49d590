import { fisherExact } from './fisher-exact';

describe('fisherExact', () => {
  it('of 2 of 10 against 5 of 6 is .034965, odds ratio 20 (scipy 1.14.1)', () => {
    const result = fisherExact([8, 2], [1, 5]);
    expect(result.pValue).toBeCloseTo(0.03496503496503497, 14);
    expect(result.value).toBeCloseTo(5 / 6 - 0.2, 14);
    expect(result.parameters.oddsRatio).toBeCloseTo(20, 12);
  });

  it('keeps its p-value where the odds ratio would be infinite', () => {
    const result = fisherExact([4, 0], [1, 3]);
    expect(result).toMatchObject({ status: 'ok', parameters: { categories: 2 } });
    expect(result.parameters).not.toHaveProperty('oddsRatio');
  });

  it('has a reason for a table that is not 2 × 2', () => {
    expect(fisherExact([1, 2, 3], [3, 2, 1])).toMatchObject({ value: null, reason: 'unsuitable_table' });
    expect(fisherExact([1, 0], [3, 0])).toMatchObject({ value: null, reason: 'single_category' });
  });
});
