import * as fc from 'fast-check';
import { reweighingWeights } from './reweighing-weights';

const count = fc.integer({ min: 1, max: 1000 });
const groups = fc.array(fc.record({ positives: count, negatives: count }), { minLength: 1, maxLength: 8 });

describe('reweighingWeights', () => {
  it('FE-9 gives every group the base rate of the whole and leaves its weight (seed 1)', () => {
    const property = fc.property(groups, (list) => {
      const named = list.map((entry, index) => ({ ...entry, group: [`${index}`] }));
      const positives = list.reduce((sum, entry) => sum + entry.positives, 0);
      const rows = list.reduce((sum, entry) => sum + entry.positives + entry.negatives, 0);
      let positiveWeight = 0;
      reweighingWeights(named).forEach(({ positive, negative }, index) => {
        const own = list[index]!;
        const size = own.positives + own.negatives;
        positiveWeight += positive! * own.positives;
        expect((positive! * own.positives) / size).toBeCloseTo(positives / rows, 12);
        expect((positive! * own.positives + negative! * own.negatives) / size).toBeCloseTo(1, 12);
      });
      expect(positiveWeight / positives).toBeCloseTo(1, 12);
    });
    fc.assert(property, { seed: 1, numRuns: 100 });
  });

  it('has no weight for rows that are not there', () => {
    expect(reweighingWeights([{ group: ['a'], positives: 0, negatives: 4 }])).toEqual([
      { group: ['a'], positive: null, negative: 1 },
    ]);
    expect(reweighingWeights([])).toEqual([]);
  });

  it('refuses counts that are none', () => {
    expect(() => reweighingWeights([{ group: ['a'], positives: -1, negatives: 4 }])).toThrow(RangeError);
  });
});
