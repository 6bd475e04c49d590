import { readRealCsv, withRealData } from '@countersign/testing/real-data';
import fc from 'fast-check';
import { kolmogorovSmirnov } from './kolmogorov-smirnov';

const range = (from: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => from + index);

describe('kolmogorovSmirnov', () => {
  it('of 0..99 against 50..149 is .5 (public vector), p 4.392853499119748e-12 (scipy 1.17.1 ks_2samp asymp)', () => {
    const result = kolmogorovSmirnov(range(0, 100), range(50, 100), { mode: 'asymptotic' });
    expect(result).toMatchObject({
      status: 'ok',
      method: 'ks',
      value: 0.5,
      n: { reference: 100, current: 100 },
    });
    expect(result.pValue! / 4.392853499119748e-12).toBeCloseTo(1, 9);
  });

  it('with ties is .45, p .19399375 (scipy 1.17.1 ks_2samp asymp)', () => {
    const result = kolmogorovSmirnov(
      [1, 2, 2, 3, 3, 3, 4.5, 7, 7, 9],
      [2, 3, 3, 5, 5, 6, 7, 8, 8, 8, 11, 12.5],
      { mode: 'asymptotic' },
    );
    expect(result.value).toBeCloseTo(0.45, 15);
    expect(result.pValue).toBeCloseTo(0.19399375, 12);
    expect(result.parameters).toMatchObject({ effectiveN: 5 });
  });

  it('leaves out what is not finite', () => {
    const clean = kolmogorovSmirnov([1, 2, 3], [2, 3, 4]);
    expect(kolmogorovSmirnov([NaN, 1, 2, 3, Infinity], [2, 3, NaN, 4])).toEqual(clean);
  });

  it('has a reason for an empty side', () => {
    expect(kolmogorovSmirnov([], [1])).toMatchObject({
      status: 'not_computable',
      value: null,
      reason: 'empty_baseline',
    });
    expect(kolmogorovSmirnov([1], [NaN])).toMatchObject({ value: null, pValue: null, reason: 'no_rows' });
  });

  it('finds nothing between a constant and itself and everything between two constants', () => {
    expect(kolmogorovSmirnov([3, 3], [3, 3, 3])).toMatchObject({ value: 0, pValue: 1 });
    expect(kolmogorovSmirnov([3, 3], [4, 4, 4])).toMatchObject({ value: 1 });
  });

  it('is symmetric and blind to increasing transformations (seed 51)', () => {
    const sample = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const result = kolmogorovSmirnov(a, b);
        expect(kolmogorovSmirnov(b, a)).toMatchObject({ value: result.value, pValue: result.pValue });
        expect(
          kolmogorovSmirnov(
            a.map((x) => x ** 3),
            b.map((x) => x ** 3),
          ).value,
        ).toBe(result.value);
        expect(result.pValue! >= 0 && result.pValue! <= 1).toBe(true);
      }),
      { seed: 51 },
    );
  });

  withRealData(() => {
    const column = (name: string, file: string) => readRealCsv(file).map((row) => Number(row[name]));
    // scipy 1.17.1 ks_2samp(reference, analysis, method='asymp')
    it.each([
      ['MedInc', 0.06874657564377895, 1.7892834013325982e-14],
      ['HouseAge', 0.08675369030622243, 8.354365131010162e-23],
      ['AveOccup', 0.08379224705755317, 2.6622013043037345e-21],
    ])('of %s, California reference against analysis, is %p with p %p', (name, distance, pValue) => {
      const result = kolmogorovSmirnov(
        column(name, 'california_housing_reference.csv'),
        column(name, 'california_housing_analysis.csv'),
        { mode: 'asymptotic' },
      );
      expect(result.value).toBeCloseTo(distance, 14);
      expect(result.pValue! / pValue).toBeCloseTo(1, 8);
    });
  });
});
