import fc from 'fast-check';
import { addCategory } from './add-category';
import { addNumber } from './add-number';
import { type CategoricalProfile, emptyCategoricalProfile } from './categorical-profile';
import { mergeProfiles, type Profile } from './merge-profiles';
import { emptyNumericProfile, type NumericProfile } from './numeric-profile';
import { ProfileError } from './profile-error';
import { profileToJson } from './profile-to-json';

const edges = [-10, -1, 0, 0.5, 3, 40];
const value = fc.oneof(
  fc.double({ min: -1000, max: 1000, noNaN: true }),
  fc.constantFrom<unknown>(null, undefined, NaN, Infinity, -Infinity, 'text', 7n, -0),
);
const values = fc.array(value, { maxLength: 60 });
const profileOf = (items: readonly unknown[]): NumericProfile => {
  const profile = emptyNumericProfile(edges);
  for (const item of items) addNumber(profile, item);
  return profile;
};

const category = fc.oneof(
  fc.constantFrom<unknown>(null, '__proto__', 'constructor', '', 3, true, {}),
  fc.string({ maxLength: 2 }),
);
const categories = fc.array(category, { maxLength: 60 });
const categoricalOf = (items: readonly unknown[]): CategoricalProfile => {
  // A small capacity, so that the cases overflow.
  const profile = emptyCategoricalProfile(5);
  for (const item of items) addCategory(profile, item);
  return profile;
};

/** Everything that must agree to the last bit. */
const exactPart = (profile: NumericProfile) => ({ ...profile, mean: 0, meanRest: 0, m2: 0 });

/** How far mean and squares are apart, the squares relative to their size. */
const momentGap = (a: NumericProfile, b: NumericProfile): number =>
  Math.max(Math.abs(a.mean - b.mean), Math.abs(a.m2 - b.m2) / Math.max(1, a.m2));

/** Deals the rows out to some profiles and merges those in the order of `ranks`. */
const dealt = <P extends Profile, Row>(
  rows: readonly (readonly [Row, number])[],
  ranks: readonly number[],
  profileOfRows: (items: readonly Row[]) => P,
): P => {
  const parts = ranks.map((_, part) =>
    profileOfRows(rows.filter(([, to]) => to % ranks.length === part).map(([item]) => item)),
  );
  const order = ranks.map((rank, part) => [rank, part] as const).sort(([a, i], [b, j]) => a - b || i - j);
  return order.map(([, part]) => parts[part]!).reduce((a, b) => mergeProfiles(a as Profile, b) as P);
};
const ranks = fc.array(fc.nat(), { minLength: 1, maxLength: 8 });

describe('mergeProfiles, numeric', () => {
  it('S-2: any split into any number of profiles, merged in any order, is one text (seed 75)', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(value, fc.nat()), { maxLength: 60 }), ranks, (rows, order) => {
        const whole = profileOf(rows.map(([item]) => item));
        const merged = dealt(rows, order, profileOf);
        const text = (profile: NumericProfile) => JSON.stringify(profileToJson(exactPart(profile)));
        expect(text(merged)).toBe(text(whole));
        const deviation = ({ n, m2 }: NumericProfile) => Math.sqrt(m2 / Math.max(n, 1));
        const scale = Math.max(Math.abs(whole.min ?? 0), Math.abs(whole.max ?? 0));
        expect(Math.abs(merged.mean - whole.mean)).toBeLessThanOrEqual(1e-12 * scale + 1e-300);
        expect(Math.abs(deviation(merged) - deviation(whole))).toBeLessThanOrEqual(1e-12 * scale + 1e-300);
      }),
      { seed: 75, numRuns: 300 },
    );
  });

  it('counts any split of the rows as the whole (seed 41)', () => {
    fc.assert(
      fc.property(values, fc.nat(), (items, cut) => {
        const at = cut % (items.length + 1);
        const merged = mergeProfiles(profileOf(items.slice(0, at)), profileOf(items.slice(at)));
        const whole = profileOf(items);
        expect(exactPart(merged)).toEqual(exactPart(whole));
        expect(momentGap(merged, whole)).toBeLessThan(1e-9);
      }),
      { seed: 41 },
    );
  });

  it('S-3: is associative (seed 42)', () => {
    fc.assert(
      fc.property(values, values, values, (x, y, z) => {
        const [a, b, c] = [profileOf(x), profileOf(y), profileOf(z)];
        const left = mergeProfiles(mergeProfiles(a, b), c);
        const right = mergeProfiles(a, mergeProfiles(b, c));
        expect(exactPart(left)).toEqual(exactPart(right));
        expect(momentGap(left, right)).toBeLessThan(1e-9);
      }),
      { seed: 42 },
    );
  });

  it('S-3: is commutative to the last bit, with the empty profile as identity (seed 43)', () => {
    fc.assert(
      fc.property(values, values, (x, y) => {
        const [a, b] = [profileOf(x), profileOf(y)];
        expect(mergeProfiles(a, b)).toEqual(mergeProfiles(b, a));
        expect(mergeProfiles(a, emptyNumericProfile(edges))).toEqual(a);
        expect(mergeProfiles(emptyNumericProfile(edges), a)).toEqual(a);
      }),
      { seed: 43 },
    );
  });

  it('S-10: lacks a sketch that one side has not kept, with the empty profile still as identity', () => {
    const without = { ...profileOf([1, 2]), distinct: null };
    const merged = mergeProfiles(without, profileOf([3]));
    expect(merged.distinct).toBeNull();
    expect(merged.quantiles).toEqual(profileOf([1, 2, 3]).quantiles);
    expect(mergeProfiles(emptyNumericProfile(edges), without)).toEqual(without);
    expect(mergeProfiles({ ...without, quantiles: null }, profileOf([3])).quantiles).toBeNull();
  });

  it('leaves its inputs untouched', () => {
    const a = profileOf([1, 2]);
    mergeProfiles(a, profileOf([3]));
    expect(a).toEqual(profileOf([1, 2]));
  });

  it('refuses other edges, naming the first that differs', () => {
    const refusal = (other: number[]): ProfileError => {
      try {
        mergeProfiles(profileOf([]), emptyNumericProfile(other));
      } catch (error) {
        if (error instanceof ProfileError) return error;
      }
      throw new Error('not refused');
    };
    expect(refusal([-10, -1, 0, 0.6, 3, 40])).toMatchObject({ code: 'edges_differ', place: '$.edges[3]' });
    expect(refusal([...edges, 41])).toMatchObject({ code: 'edges_differ', place: '$.edges[6]' });
    expect(refusal(edges.slice(0, 2))).toMatchObject({ code: 'edges_differ', place: '$.edges[2]' });
  });
});

describe('mergeProfiles, categorical', () => {
  it('S-2: any split into any number of profiles, merged in any order, is one text (seed 76)', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(category, fc.nat()), { maxLength: 60 }), ranks, (rows, order) => {
        const text = (profile: CategoricalProfile) => JSON.stringify(profileToJson(profile));
        const whole = categoricalOf(rows.map(([item]) => item));
        expect(text(dealt(rows, order, categoricalOf))).toBe(text(whole));
      }),
      { seed: 76, numRuns: 500 },
    );
  });

  it('counts any split and any order of the rows as the whole, beyond the capacity too (seed 44)', () => {
    fc.assert(
      fc.property(categories, fc.nat(), (items, cut) => {
        const at = cut % (items.length + 1);
        const whole = categoricalOf(items);
        expect(mergeProfiles(categoricalOf(items.slice(0, at)), categoricalOf(items.slice(at)))).toEqual(
          whole,
        );
        expect(categoricalOf([...items].reverse())).toEqual(whole);
      }),
      { seed: 44, numRuns: 500 },
    );
  });

  it('S-3: is associative and commutative, with the empty profile as identity (seed 45)', () => {
    fc.assert(
      fc.property(categories, categories, categories, (x, y, z) => {
        const [a, b, c] = [categoricalOf(x), categoricalOf(y), categoricalOf(z)];
        expect(mergeProfiles(mergeProfiles(a, b), c)).toEqual(mergeProfiles(a, mergeProfiles(b, c)));
        expect(mergeProfiles(a, b)).toEqual(mergeProfiles(b, a));
        expect(mergeProfiles(a, emptyCategoricalProfile(5))).toEqual(a);
      }),
      { seed: 45 },
    );
  });

  it('refuses another capacity or kind', () => {
    expect(() => mergeProfiles(categoricalOf([]), emptyCategoricalProfile(6))).toThrow('$.capacity');
    const mixed = [profileOf([]), categoricalOf([])] as const;
    expect(() => mergeProfiles<NumericProfile | CategoricalProfile>(...mixed)).toThrow('$.kind');
  });
});
