import fc from 'fast-check';
import { categoryBins, categoryCodes } from './category-bins';

const binned = (column: number[]) => {
  const values = Float64Array.from(column);
  const bins = categoryBins(values);
  return { ...bins, codes: [...categoryCodes(bins, values)] };
};
/** Each category so many times. */
const repeated = (counts: number[]): number[] =>
  counts.flatMap((count, category) => Array.from({ length: count }, () => category));

describe('categoryBins', () => {
  it('number categories by falling frequency, equal ones by number', () => {
    expect([...binned(repeated([30, 50, 30, 40])).binOf]).toEqual([
      [1, 1],
      [3, 2],
      [0, 3],
      [2, 4],
    ]);
  });

  it('put missing and unknown categories into bin 0', () => {
    const bins = binned([...repeated([40, 40]), NaN, -1]);
    expect(bins.count).toBe(3);
    expect(bins.codes.slice(-2)).toEqual([0, 0]);
    expect([...categoryCodes(bins, Float64Array.of(7, 1, NaN))]).toEqual([0, 2, 0]);
  });

  it('leave the rarest category out once 99 of 100 rows are covered, unless values are missing', () => {
    const counts = [600, 391, 9];
    expect(binned(repeated(counts)).count).toBe(3);
    expect(binned([...repeated(counts), NaN]).count).toBe(4);
    expect(binned(repeated([600, 380, 20])).count).toBe(4);
  });

  it('leave out categories of fewer than three rows, from the third on', () => {
    expect(binned(repeated([2, 2, 2, 2])).count).toBe(3);
    expect(binned(repeated([9, 9, 3, 2])).count).toBe(4);
  });

  it('make more than 255 bins where the frequent categories are that many', () => {
    const { count, codes } = binned(repeated(Array.from({ length: 400 }, () => 5)));
    expect(count).toBe(397);
    expect(Math.max(...codes)).toBe(396);
  });

  it('tell when no cut leaves enough rows', () => {
    expect(binned(repeated([100])).canBeCut).toBe(false);
    expect(binned([...repeated([100]), ...Array.from({ length: 19 }, () => NaN)]).canBeCut).toBe(false);
    expect(binned([...repeated([100]), ...Array.from({ length: 20 }, () => NaN)]).canBeCut).toBe(true);
    expect(binned([NaN, NaN]).count).toBe(1);
  });

  it('do not depend on the order of rows', () => {
    const rows = fc.array(fc.integer({ min: -1, max: 6 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(rows, (column) => {
        const { binOf, count, inferred } = binned(column);
        const again = binned(column.toReversed());
        expect([...again.binOf]).toEqual([...binOf]);
        expect([again.count, again.inferred]).toEqual([count, inferred]);
      }),
      { seed: 1, numRuns: 100 },
    );
  });
});
