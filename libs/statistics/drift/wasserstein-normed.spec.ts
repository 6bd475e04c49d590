import { readRealCsv, withRealData } from '@countersign/testing/real-data';
import fc from 'fast-check';
import { wassersteinNormed } from './wasserstein-normed';

const range = (from: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => from + index);

describe('wassersteinNormed', () => {
  it('of 0..99 against 50..149 is 1.732137 (public vector)', () => {
    const result = wassersteinNormed(range(0, 100), range(50, 100));
    expect(result).toMatchObject({ status: 'ok', method: 'wasserstein_normed', pValue: null });
    expect(result.value).toBeCloseTo(1.7321374166049877, 13);
  });

  it('with ties and unequal sizes is .9526738041654701 (scipy 1.17.1)', () => {
    const result = wassersteinNormed(
      [1, 2, 2, 3, 3, 3, 4.5, 7, 7, 9],
      [2, 3, 3, 5, 5, 6, 7, 8, 8, 8, 11, 12.5],
    );
    expect(result.value).toBeCloseTo(0.9526738041654701, 13);
  });

  it('has a reason for an empty side and for a reference without spread', () => {
    expect(wassersteinNormed([], [1])).toMatchObject({ value: null, reason: 'empty_baseline' });
    expect(wassersteinNormed([1, 2], [])).toMatchObject({ value: null, reason: 'no_rows' });
    expect(wassersteinNormed([0.1, 0.1, 0.1], [0.2])).toMatchObject({ value: null, reason: 'zero_variance' });
    expect(wassersteinNormed([-1e300, 1e300], [0])).toMatchObject({ value: null, reason: 'out_of_range' });
  });

  it('measures a shift in standard deviations and ignores scale (seed 52)', () => {
    const sample = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 50 });
    fc.assert(
      fc.property(sample, fc.integer({ min: -30, max: 30 }), (values, shift) => {
        fc.pre(new Set(values).size > 1);
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const deviation = Math.sqrt(
          values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length,
        );
        const moved = values.map((value) => value + shift);
        expect(wassersteinNormed(values, moved).value).toBeCloseTo(Math.abs(shift) / deviation, 9);
        const scaled = wassersteinNormed(
          values.map((value) => value * 8),
          moved.map((value) => value * 8),
        );
        expect(scaled.value).toBeCloseTo(Math.abs(shift) / deviation, 9);
      }),
      { seed: 52 },
    );
  });

  withRealData(() => {
    const column = (name: string, file: string) => readRealCsv(file).map((row) => Number(row[name]));
    // scipy 1.17.1 wasserstein_distance over numpy's population standard deviation of the reference
    it.each([
      ['MedInc', 0.15753733680687249],
      ['HouseAge', 0.1785648209398319],
      ['Latitude', 1.1244579951579723],
      ['AveOccup', 0.23571410508346616],
    ])('of %s, California reference against analysis, is %p', (name, expected) => {
      const result = wassersteinNormed(
        column(name, 'california_housing_reference.csv'),
        column(name, 'california_housing_analysis.csv'),
      );
      expect(result.value).toBeCloseTo(expected, 11);
    });
  });
});
