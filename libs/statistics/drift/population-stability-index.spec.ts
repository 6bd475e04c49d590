import { readRealCsv, withRealData } from '@countersign/testing/real-data';
import { anchorEdges, binIndex, sortFinite } from '../profile';
import { populationStabilityIndex } from './population-stability-index';

describe('populationStabilityIndex', () => {
  it('with an empty bin is .406771895686355 (numpy 2.4.6, by the definition)', () => {
    const result = populationStabilityIndex([10, 0, 30, 60], [20, 5, 25, 50]);
    expect(result.value).toBeCloseTo(0.406771895686355, 14);
    expect(result).toMatchObject({
      method: 'psi',
      parameters: { bins: 4, epsilonRule: 'fixed', epsilon: 0.0001, logarithm: 'natural' },
    });
  });

  it('of eight equal categories against three unseen ones is 15.293 (public vector, epsilon 0.0001)', () => {
    const reference = [100, 100, 100, 100, 100, 100, 100, 100, 0, 0, 0];
    expect(populationStabilityIndex(reference, [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2]).value).toBeCloseTo(
      15.293,
      3,
    );
  });

  it('of 0..99 against 50..149 in 9 equal bins is 7.414533 (public vector)', () => {
    const edges = Array.from({ length: 8 }, (_, index) => ((index + 1) * 149) / 9);
    const counts = (from: number): number[] => {
      const bins = new Array<number>(9).fill(0);
      for (let value = from; value < from + 100; value += 1) bins[binIndex(edges, value)]! += 1;
      return bins;
    };
    expect(populationStabilityIndex(counts(0), counts(50)).value).toBeCloseTo(7.414533, 6);
  });

  it('is 0 for proportional counts and symmetric', () => {
    expect(populationStabilityIndex([1, 2, 3], [10, 20, 30]).value).toBe(0);
    expect(populationStabilityIndex([5, 1], [2, 9]).value).toBe(
      populationStabilityIndex([2, 9], [5, 1]).value,
    );
  });

  it('states the epsilon it was given', () => {
    const result = populationStabilityIndex([0, 10], [5, 5], { epsilon: 0.01 });
    expect(result.parameters).toMatchObject({ epsilon: 0.01 });
    expect(result.value).toBeCloseTo((0.01 - 0.5) * Math.log(0.02) + 0.5 * Math.LN2, 14);
  });

  it('has a reason for an empty side', () => {
    expect(populationStabilityIndex([0, 0], [1, 2])).toMatchObject({ value: null, reason: 'empty_baseline' });
    expect(populationStabilityIndex([1, 2], [0, 0])).toMatchObject({ value: null, reason: 'no_rows' });
  });

  it('throws for lists that do not pair, for what is no count and for an epsilon of 0', () => {
    expect(() => populationStabilityIndex([1], [1, 2])).toThrow(RangeError);
    expect(() => populationStabilityIndex([NaN], [1])).toThrow(RangeError);
    expect(() => populationStabilityIndex([1], [1], { epsilon: 0 })).toThrow(RangeError);
  });

  withRealData(() => {
    const column = (name: string, file: string) =>
      sortFinite(readRealCsv(file).map((row) => Number(row[name])));
    // numpy 2.4.6: deciles by quantile, bins by searchsorted(side='right'), then the definition
    it.each([
      ['MedInc', 0.037860295279455974],
      ['HouseAge', 0.0812119969971644],
      ['Latitude', 3.7541688433006777],
      ['AveOccup', 0.05577225575396702],
    ])('of %s on the deciles of the California reference is %p', (name, expected) => {
      const reference = column(name, 'california_housing_reference.csv');
      const { deciles } = anchorEdges(reference);
      const count = (values: Float64Array): number[] => {
        const bins = new Array<number>(deciles.length + 1).fill(0);
        for (const value of values) bins[binIndex(deciles, value)]! += 1;
        return bins;
      };
      const result = populationStabilityIndex(
        count(reference),
        count(column(name, 'california_housing_analysis.csv')),
      );
      expect(result.value).toBeCloseTo(expected, 12);
    });
  });
});
