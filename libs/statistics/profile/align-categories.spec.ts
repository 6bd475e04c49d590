import fc from 'fast-check';
import { addCategory } from './add-category';
import { alignCategories } from './align-categories';
import { emptyCategoricalProfile } from './categorical-profile';

const profileOf = (items: readonly string[], capacity: number) => {
  const profile = emptyCategoricalProfile(capacity);
  for (const item of items) addCategory(profile, item);
  return profile;
};

describe('alignCategories', () => {
  it('lists every category of either side, unseen ones with zero', () => {
    expect(alignCategories(profileOf(['b', 'a', 'b'], 9), profileOf(['c', 'b'], 9))).toEqual({
      categories: ['a', 'b', 'c'],
      reference: [1, 2, 0],
      current: [0, 1, 1],
      hasOther: false,
    });
  });

  it('counts the same thing on both sides even where profiles overflowed (seed 46)', () => {
    const items = fc.array(fc.string({ maxLength: 1 }), { maxLength: 80 });
    fc.assert(
      fc.property(items, items, fc.integer({ min: 1, max: 9 }), (x, y, capacity) => {
        const aligned = alignCategories(profileOf(x, capacity), profileOf(y, capacity));
        const count = (list: readonly string[]) => {
          const named = aligned.categories.map((name) => list.filter((item) => item === name).length);
          const rest = list.filter((item) => !aligned.categories.includes(item)).length;
          return aligned.hasOther ? [...named, rest] : named;
        };
        expect(aligned.reference).toEqual(count(x));
        expect(aligned.current).toEqual(count(y));
      }),
      { seed: 46, numRuns: 300 },
    );
  });
});
