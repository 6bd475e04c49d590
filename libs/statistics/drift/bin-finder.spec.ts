import fc from 'fast-check';
import { binIndex } from '../profile';
import { BinFinder } from './bin-finder';

const finite = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.double({ min: -10, max: 10, noNaN: true }),
  fc.integer({ min: -5, max: 5 }),
);

describe('BinFinder', () => {
  it('finds the bin that a binary search over all edges finds (seed 93)', () => {
    fc.assert(
      fc.property(
        fc.array(finite, { maxLength: 60 }),
        fc.array(finite, { maxLength: 60 }),
        (list, others) => {
          const edges = [...new Set(list.map((edge) => edge + 0))].sort((a, b) => a - b);
          const finder = new BinFinder(edges);
          const values = [...edges, ...others];
          expect(values.map((value) => finder.binOf(value))).toEqual(
            values.map((value) => binIndex(edges, value)),
          );
        },
      ),
      { seed: 93, numRuns: 200 },
    );
  });

  it('throws for edges that do not ascend', () => {
    expect(() => new BinFinder([1, 1])).toThrow(RangeError);
    expect(() => new BinFinder([1, Infinity])).toThrow(RangeError);
  });
});
