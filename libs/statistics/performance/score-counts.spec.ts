import fc from 'fast-check';
import { scoreCounts } from './score-counts';

describe('scoreCounts', () => {
  it('PF-1 counts rows by distinct score and label, leaves out the unknown and counts them', () => {
    const scores = Float64Array.of(0.2, 0.9, 0.2, 0.2, NaN, Infinity, 0.5, -0, 0);
    const labels = Int8Array.of(1, 0, 0, 1, 1, 0, -1, 1, 0);
    expect(scoreCounts(scores, labels)).toEqual({
      scores: Float64Array.of(0, 0.2, 0.9),
      positives: Float64Array.of(1, 2, 0),
      negatives: Float64Array.of(1, 1, 1),
      positiveRows: 3,
      negativeRows: 3,
      n: 6,
      unscored: 2,
      unlabelled: 1,
      reason: null,
    });
  });

  it('PF-2 does not depend on the order of the rows (seed 1)', () => {
    const row = fc.tuple(
      fc.double({ noDefaultInfinity: true, min: -2, max: 2 }),
      fc.integer({ min: -1, max: 1 }),
    );
    const countsOf = (rows: [number, number][]) =>
      scoreCounts(
        Float64Array.from(rows, ([score]) => score),
        Int8Array.from(rows, ([, label]) => label),
      );
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        expect(countsOf(rows.toReversed())).toEqual(countsOf(rows));
        expect(countsOf(rows.toSorted(([a], [b]) => a - b))).toEqual(countsOf(rows));
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('throws when the lists differ in length', () => {
    expect(() => scoreCounts(Float64Array.of(0.1), Int8Array.of())).toThrow(RangeError);
  });
});
