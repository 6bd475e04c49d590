import { valuesText } from './population';
import { countOfValue, valueCounts, type ValueCounts } from './value-counts';
import { workedNumbers } from './worked-numbers';

const nothing = {
  __typename: 'ColumnProfile' as const,
  column: 'c',
  missing: 0,
  notANumber: 0,
  infinite: 0,
  distinct: null,
  min: null,
  max: null,
  mean: null,
  standardDeviation: null,
  quantiles: [],
  histogram: [],
  top: [],
  otherCount: 0,
};

const zeroOne = (ones: number, missing = 0): ValueCounts => ({
  rows: 100 - missing,
  missing,
  values: [
    { value: '0', count: 100 - missing - ones },
    { value: '1', count: ones },
  ],
  other: 0,
});

describe('valueCounts', () => {
  it('counts two numbers by their mean, and categories as they are', () => {
    const numeric = {
      ...nothing,
      kind: 'NUMERIC' as const,
      n: 6000,
      distinct: 2,
      min: 0,
      max: 1,
      mean: 0.115,
    };
    expect(valueCounts(numeric)?.values).toEqual([
      { value: '0', count: 5310 },
      { value: '1', count: 690 },
    ]);
    const top = [{ __typename: 'CategoryCount' as const, value: 'yes', count: 3 }];
    const categories = { ...nothing, kind: 'CATEGORICAL' as const, n: 4, top, otherCount: 1 };
    expect(valueCounts(categories)).toMatchObject({ rows: 4, other: 1 });
    expect(valuesText(valueCounts(categories))).toBe('“yes” in 3 rows, other values in 1 row');
  });

  it('says nothing of many numbers, of times and of an empty column', () => {
    const many = { ...nothing, kind: 'NUMERIC' as const, n: 9, distinct: 3, min: 0, max: 2, mean: 1 };
    expect(valueCounts(many)).toBeNull();
    expect(valueCounts({ ...nothing, kind: 'TIMESTAMP', n: 9 })).toBeNull();
    expect(valueCounts({ ...nothing, kind: 'NUMERIC', n: 0, distinct: 0 })).toBeNull();
  });

  it('takes numbers for one value however they are written, and guesses nothing about unnamed ones', () => {
    expect(countOfValue(zeroOne(30), '1.0')).toBe(30);
    expect(countOfValue(zeroOne(30), 'yes')).toBe(0);
    expect(countOfValue({ ...zeroOne(30), other: 5 }, 'yes')).toBeNull();
    expect(countOfValue(null, '1')).toBeNull();
  });
});

describe('workedNumbers', () => {
  it('FW-6 bounds both errors by what the totals allow', () => {
    expect(workedNumbers(zeroOne(30), zeroOne(40), '1')).toEqual({
      rows: 100,
      ...{ known: 100, decided: 100 },
      happened: 30,
      predicted: 40,
      not: 70,
      falsePositives: { least: 10, most: 40 },
      falseNegatives: { least: 0, most: 30 },
    });
    expect(workedNumbers(zeroOne(80), zeroOne(70), '1')).toMatchObject({
      falsePositives: { least: 0, most: 20 },
      falseNegatives: { least: 10, most: 30 },
    });
  });

  it('FW-6 holds for every way the rows can fall', () => {
    for (let both = 10; both <= 40; both += 1) {
      // 50 happened, 40 predicted, `both` of them both: of 100 rows none is counted twice.
      const bounds = workedNumbers(zeroOne(50), zeroOne(40), '1');
      expect(40 - both).toBeGreaterThanOrEqual(bounds!.falsePositives!.least);
      expect(40 - both).toBeLessThanOrEqual(bounds!.falsePositives!.most);
      expect(50 - both).toBeGreaterThanOrEqual(bounds!.falseNegatives!.least);
      expect(50 - both).toBeLessThanOrEqual(bounds!.falseNegatives!.most);
    }
  });

  it('bounds nothing where rows lack one of the two, or the values are not counted', () => {
    expect(workedNumbers(zeroOne(30, 5), zeroOne(40), '1')).toMatchObject({
      rows: 100,
      falsePositives: null,
    });
    expect(workedNumbers(null, zeroOne(40), '1')).toBeNull();
    expect(workedNumbers({ rows: 0, missing: 0, values: [], other: 0 }, zeroOne(0), '1')).toBeNull();
  });
});
