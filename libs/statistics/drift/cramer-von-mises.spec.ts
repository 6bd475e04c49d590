import { cramerVonMises } from './cramer-von-mises';

const run = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i);

describe('cramerVonMises', () => {
  it('counts orders up to 20 values a side and takes the limit law beyond', () => {
    expect(cramerVonMises(run(0, 20), run(3, 20)).parameters).toMatchObject({
      pValueDistribution: 'permutation',
    });
    expect(cramerVonMises(run(0, 20), run(3, 21)).parameters).toMatchObject({ pValueDistribution: 'limit' });
  });

  it('of two samples that do not overlap has the smallest p-value there is, 2 of 70 orders', () => {
    expect(cramerVonMises([1, 2, 3, 4], [5, 6, 7, 8]).pValue).toBeCloseTo(2 / 70, 14);
  });

  it('has a reason for a single value on a side', () => {
    expect(cramerVonMises([1], [2, 3])).toMatchObject({ value: null, reason: 'too_few_rows' });
  });
});
