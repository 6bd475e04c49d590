import { addCategory } from './add-category';
import { emptyCategoricalProfile } from './categorical-profile';
import { profileRows } from './profile-rows';

describe('addCategory', () => {
  it('counts texts, numbers, booleans and bigints by their text', () => {
    const profile = emptyCategoricalProfile();
    for (const value of ['a', 'a', '', 1, 1n, true, null, undefined, NaN, {}, []])
      addCategory(profile, value);
    expect([...profile.counts]).toEqual([
      ['a', 2],
      ['', 1],
      ['1', 2],
      ['true', 1],
    ]);
    expect(profile).toMatchObject({ n: 6, missing: 3, mismatched: 2, other: { rows: 0 } });
    expect(profileRows(profile)).toBe(11);
  });

  it('takes names of object members for names like any other', () => {
    const profile = emptyCategoricalProfile();
    for (const value of ['__proto__', 'constructor', 'hasOwnProperty', '__proto__'])
      addCategory(profile, value);
    expect(profile.counts.get('__proto__')).toBe(2);
    expect(profile.counts.size).toBe(3);
  });

  it('never holds more categories than its capacity and loses no row', () => {
    const profile = emptyCategoricalProfile(10);
    for (let row = 0; row < 5000; row += 1) addCategory(profile, `id-${row % 700}`);
    expect(profile.counts.size).toBe(10);
    const named = [...profile.counts.values()].reduce((sum, rows) => sum + rows, 0);
    expect(named + profile.other.rows).toBe(5000);
    // Whoever was kept was kept from its first row on: 5000 rows over 700 names are 7 or 8 each.
    for (const rows of profile.counts.values()) expect([7, 8]).toContain(rows);
  });

  it('throws for a capacity that is no positive integer', () => {
    expect(() => emptyCategoricalProfile(0)).toThrow(RangeError);
    expect(() => emptyCategoricalProfile(1.5)).toThrow(RangeError);
  });
});
