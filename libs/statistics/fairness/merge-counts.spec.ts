import fc from 'fast-check';
import { countOutcomes, type OutcomeRow } from './count-outcomes';
import { mergeCounts } from './merge-counts';

describe('mergeCounts', () => {
  const outcome = fc.option(fc.boolean(), { nil: null });
  const value = fc.option(fc.constantFrom('a', 'b', '__proto__', '😀'), { nil: null });
  const rows = fc.array(
    fc.record({ groups: fc.tuple(value, value), predicted: outcome, actual: outcome }),
  ) satisfies fc.Arbitrary<OutcomeRow[]>;
  const count = (items: readonly OutcomeRow[]) => countOutcomes(items, ['x', 'y']);

  it('counts any split of the rows as the whole, in either order (seed 33)', () => {
    fc.assert(
      fc.property(rows, rows, rows, (x, y, z) => {
        const whole = count([...x, ...y, ...z]);
        expect(mergeCounts(mergeCounts(count(x), count(y)), count(z))).toEqual(whole);
        expect(mergeCounts(count(z), mergeCounts(count(y), count(x)))).toEqual(whole);
        expect(mergeCounts(whole, count([]))).toEqual(whole);
      }),
      { seed: 33 },
    );
  });

  it('refuses counts by other attributes', () => {
    expect(() => mergeCounts(count([]), countOutcomes([], ['y', 'x']))).toThrow(
      'counts by x, y do not merge',
    );
  });
});
