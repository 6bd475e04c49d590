import { addCategory } from './add-category';
import { type CategoricalProfile, emptyCategoricalProfile } from './categorical-profile';
import { distinctCategories } from './distinct-categories';
import { mergeProfiles } from './merge-profiles';
import { profileFromJson } from './profile-from-json';
import { profileToJson } from './profile-to-json';

const profileOf = (names: number, capacity: number, rows = 3 * names): CategoricalProfile => {
  const profile = emptyCategoricalProfile(capacity);
  for (let row = 0; row < rows; row += 1) addCategory(profile, `name ${row % names}`);
  return profile;
};

describe('distinctCategories', () => {
  it('S-7: is exact while every category is counted by name', () => {
    expect(distinctCategories(profileOf(40, 40))).toEqual({
      value: 40,
      method: 'exact',
      standardError: 0,
      other: 0,
    });
    expect(profileOf(40, 40).distinct).toBeNull();
  });

  it('S-7: states how many categories found no room: exactly while few, estimated beyond', () => {
    expect(distinctCategories(profileOf(41, 40))).toMatchObject({ value: 41, method: 'exact', other: 1 });
    const many = distinctCategories(profileOf(20_000, 1000))!;
    expect(many.method).toBe('hyperloglog');
    expect(Math.abs(many.value - 20_000)).toBeLessThan(3 * many.standardError * 20_000);
    expect(many.other).toBe(many.value - 1000);
  });

  it('S-7: claims no more categories outside than rows outside', () => {
    const profile = profileOf(1010, 1000, 1010);
    const { other } = distinctCategories(profile)!;
    expect(profile.other.rows).toBe(10);
    expect(other).toBeGreaterThanOrEqual(1);
    expect(other).toBeLessThanOrEqual(10);
  });

  it('S-10: is unknown where an overflowed profile kept no sketch, alone and merged', () => {
    const stored = { ...profileToJson(profileOf(50, 10)), version: 1, distinct: undefined };
    const old = profileFromJson(stored) as CategoricalProfile;
    expect(distinctCategories(old)).toBeNull();
    expect(distinctCategories(mergeProfiles(old, profileOf(3, 10)))).toBeNull();
    expect(distinctCategories(mergeProfiles(emptyCategoricalProfile(10), old))).toBeNull();
  });
});
