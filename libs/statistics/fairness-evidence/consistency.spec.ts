import * as fc from 'fast-check';
import { consistency } from './consistency';

describe('consistency', () => {
  it('is 1 where like people get the same', () => {
    expect(consistency({ features: [[0, 0.1, 9, 9.1]], outcomes: [1, 1, 0, 0], neighbours: 2 }).value).toBe(
      1,
    );
    expect(consistency({ features: [[0, 0.1, 9, 9.1]], outcomes: [1, 0, 1, 0], neighbours: 2 }).value).toBe(
      0.5,
    );
  });

  it('FE-13 shares the last place among those that tie', () => {
    // Row 0 has two neighbours at distance 1, one of each outcome: half of each.
    const { value } = consistency({ features: [[0, 1, -1]], outcomes: [1, 1, 0], neighbours: 2 });
    expect(value).toBeCloseTo(1 - (0.25 + 0 + 0.5) / 3, 15);
  });

  it('FE-13 does not depend on the order of the rows (seed 1)', () => {
    const row = fc.record({
      x: fc.integer({ min: 0, max: 3 }),
      y: fc.integer({ min: 0, max: 2 }),
      outcome: fc.integer({ min: 0, max: 1 }),
    });
    const property = fc.property(fc.array(row, { minLength: 5, maxLength: 40 }), (rows) => {
      const score = (list: typeof rows): number =>
        consistency({
          features: [list.map(({ x }) => x), list.map(({ y }) => y)],
          outcomes: list.map(({ outcome }) => outcome),
        }).value!;
      expect(score(rows.toReversed())).toBeCloseTo(score(rows), 12);
      expect(score(rows)).toBeGreaterThanOrEqual(0);
      expect(score(rows)).toBeLessThanOrEqual(1);
    });
    fc.assert(property, { seed: 1, numRuns: 100 });
  });

  it('says why there is no value', () => {
    expect(consistency({ features: [[]], outcomes: [] })).toMatchObject({ reason: 'no_rows' });
    expect(consistency({ features: [[1, 2]], outcomes: [1, 0] })).toMatchObject({ reason: 'too_few_rows' });
    const many = new Float64Array(20_001);
    expect(consistency({ features: [many], outcomes: many })).toMatchObject({ reason: 'too_many_rows' });
  });

  it('refuses columns that do not fit', () => {
    expect(() => consistency({ features: [[1]], outcomes: [1, 0], neighbours: 1 })).toThrow(RangeError);
    expect(() => consistency({ features: [[1, NaN]], outcomes: [1, 0], neighbours: 1 })).toThrow(RangeError);
    expect(() => consistency({ features: [[1, 2]], outcomes: [1, 0], neighbours: 0 })).toThrow(RangeError);
  });
});
