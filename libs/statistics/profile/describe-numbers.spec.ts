import { readRealCsv, withRealData } from '@countersign/testing/real-data';
import { describeNumbers } from './describe-numbers';

describe('describeNumbers', () => {
  it('of a mixed column', () => {
    expect(describeNumbers([3, 1, null, NaN, 1, Infinity, 'x', 2n])).toMatchObject({
      rows: 8,
      n: 4,
      missing: 1,
      notANumber: 1,
      infinite: 1,
      mismatched: 1,
      distinct: 3,
      min: 1,
      max: 3,
      mean: 1.75,
    });
  });

  it('has null figures where n is too small for them', () => {
    expect(describeNumbers([null])).toMatchObject({
      n: 0,
      distinct: 0,
      min: null,
      mean: null,
      standardDeviation: null,
      quantiles: [],
    });
    expect(describeNumbers([4])).toMatchObject({ n: 1, mean: 4, standardDeviation: null });
  });

  withRealData(() => {
    it('of median income in the California reference agrees with numpy 2.4.6', () => {
      const rows = readRealCsv('california_housing_reference.csv');
      const description = describeNumbers(rows.map((row) => Number(row.MedInc)));
      expect(description).toMatchObject({ rows: 5832, n: 5832, distinct: 4635 });
      expect(description.mean).toBeCloseTo(4.173727469135803, 12);
      expect(description.standardDeviation).toBeCloseTo(1.9345030914505323, 12);
      expect(description.quantiles.map(({ probability }) => probability)).toEqual([
        0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99,
      ]);
      const expected = [
        1.3065660000000001, 1.880225, 2.84695, 3.78545, 5.069925, 7.739669999999997, 10.876578999999973,
      ];
      description.quantiles.forEach(({ value }, index) => expect(value).toBeCloseTo(expected[index]!, 12));
    });
  });
});
