import fc from 'fast-check';
import { compareCodePoints } from '../ordering';
import { type CategoricalSide } from './column-pair';
import { prepareColumn } from './prepared-column';

const side = fc
  .array(fc.tuple(fc.constantFrom('', 'a', 'b', 'ä', '\uffee', '\u{1f600}', '__proto__'), fc.nat(3)), {
    maxLength: 10,
  })
  .map((pairs): CategoricalSide => ({
    categories: pairs.map(([category]) => category),
    counts: pairs.map(([, count]) => count),
  }));

describe('prepareColumn', () => {
  it('counts the categories that occur once each, by code point, whatever their order (seed 8)', () => {
    fc.assert(
      fc.property(side, side, (reference, current) => {
        const rows = (of: CategoricalSide, category: string): number =>
          of.categories.reduce((sum, name, at) => (name === category ? sum + of.counts[at]! : sum), 0);
        const categories = [...new Set([...reference.categories, ...current.categories])]
          .filter((category) => rows(reference, category) + rows(current, category) > 0)
          .sort(compareCodePoints);
        expect(prepareColumn({ column: 'c', kind: 'categorical', reference, current })).toMatchObject({
          categories,
          reference: categories.map((category) => rows(reference, category)),
          current: categories.map((category) => rows(current, category)),
        });
      }),
      { seed: 8, numRuns: 200 },
    );
  });
});
