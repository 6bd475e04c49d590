import fc from 'fast-check';
import { anchorEdges } from './anchor-edges';
import { binIndex } from './bin-index';
import { rebin } from './rebin';
import { sortFinite } from './sort-finite';

describe('anchorEdges', () => {
  it('of 0 to 100 are the tens and 31 equal steps from 1 to 99', () => {
    const { all, deciles, drawing } = anchorEdges(Array.from({ length: 101 }, (_, index) => index));
    expect(deciles).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90]);
    expect(drawing).toHaveLength(31);
    expect(drawing[0]).toBe(1);
    expect(drawing[30]).toBe(99);
    expect(drawing[1]! - drawing[0]!).toBeCloseTo(98 / 30, 12);
    expect([...all]).toEqual([...new Set([...deciles, ...drawing])].sort((a, b) => a - b));
  });

  it('gives a constant baseline a bin that holds its value and no larger one', () => {
    for (const value of [3, 0, -2.5, 1e-320, -5e-324]) {
      const { deciles } = anchorEdges([value, value, value]);
      expect(deciles).toHaveLength(2);
      expect(binIndex(deciles, value)).toBe(1);
      expect(binIndex(deciles, deciles[1]!)).toBe(2);
      expect((value + deciles[1]!) / 2 === value || (value + deciles[1]!) / 2 === deciles[1]).toBe(true);
    }
  });

  it('has none for an empty baseline', () => {
    expect(anchorEdges([])).toEqual({ all: [], deciles: [], drawing: [] });
  });

  it('re-aggregates counts on the union exactly to deciles and to drawing bins (seed 47)', () => {
    const numbers = fc.array(
      fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ noNaN: true, noDefaultInfinity: true })),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(numbers, numbers, (baseline, current) => {
        const { all, deciles, drawing } = anchorEdges(sortFinite(baseline));
        const count = (edges: readonly number[]): number[] => {
          const counts = new Array<number>(edges.length + 1).fill(0);
          for (const value of current) counts[binIndex(edges, value)]! += 1;
          return counts;
        };
        all.forEach((edge, index) => expect(edge > (all[index - 1] ?? -Infinity)).toBe(true));
        expect(rebin(count(all), all, deciles)).toEqual(count(deciles));
        expect(rebin(count(all), all, drawing)).toEqual(count(drawing));
      }),
      { seed: 47 },
    );
  });
});
