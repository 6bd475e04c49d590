import fc from 'fast-check';
import { addCategory } from './add-category';
import { addNumber } from './add-number';
import { emptyCategoricalProfile } from './categorical-profile';
import { emptyNumericProfile } from './numeric-profile';
import { ProfileError } from './profile-error';
import { profileFromJson } from './profile-from-json';
import { profileToJson } from './profile-to-json';

const throughText = (json: unknown): unknown => JSON.parse(JSON.stringify(json));

const numeric = (values: readonly unknown[]) => {
  const profile = emptyNumericProfile([0, 1]);
  for (const value of values) addNumber(profile, value);
  return profile;
};

const categorical = (values: readonly unknown[]) => {
  const profile = emptyCategoricalProfile(4);
  for (const value of values) addCategory(profile, value);
  return profile;
};

describe('profileFromJson', () => {
  it('reads back what was written, for any numbers (seed 48)', () => {
    const value = fc.oneof(
      fc.double(),
      fc.constantFrom<unknown>(null, 'text', Number.MAX_VALUE, -Number.MAX_VALUE),
    );
    fc.assert(
      fc.property(fc.array(value), (values) => {
        const profile = numeric(values);
        expect(profileFromJson(throughText(profileToJson(profile)))).toEqual(profile);
      }),
      { seed: 48, numRuns: 500 },
    );
  });

  it('reads back what was written, for any categories (seed 49)', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constant('__proto__'))), (values) => {
        const profile = categorical(values);
        expect(profileFromJson(throughText(profileToJson(profile)))).toEqual(profile);
      }),
      { seed: 49 },
    );
  });

  it('writes equal profiles the same way whatever the order of their rows', () => {
    const there = profileToJson(categorical(['a', 'b', '__proto__', 'b']));
    const back = profileToJson(categorical(['b', '__proto__', 'b', 'a']));
    expect(JSON.stringify(there)).toBe(JSON.stringify(back));
  });

  it.each([
    ['$', null],
    ['$.version', { ...profileToJson(numeric([])), version: 2 }],
    ['$.kind', { ...profileToJson(numeric([])), kind: 'other' }],
    ['$.n', { ...profileToJson(numeric([])), n: -1 }],
    ['$.mean', { ...profileToJson(numeric([])), mean: 'x' }],
    ['$.min', { ...profileToJson(numeric([0.5])), min: null }],
    ['$.edges[1]', { ...profileToJson(numeric([])), edges: [1, 1] }],
    ['$.edges[0]', { ...profileToJson(numeric([])), edges: [null, 1] }],
    ['$.counts', { ...profileToJson(numeric([])), counts: [0] }],
    ['$.counts', { ...profileToJson(numeric([0.5])), n: 2 }],
    ['$.counts[2]', { ...profileToJson(numeric([])), counts: [0, 0, 0.5] }],
    ['$.capacity', { ...profileToJson(categorical([])), capacity: 0 }],
    ['$.counts[0][0]', { ...profileToJson(categorical([])), counts: [[1, 1]] }],
    [
      '$.counts[1][0]',
      {
        ...profileToJson(categorical(['a', 'a'])),
        counts: [
          ['a', 1],
          ['a', 1],
        ],
      },
    ],
    ['$.counts[0][1]', { ...profileToJson(categorical(['a'])), counts: [['a', '1']] }],
    ['$.other', { ...profileToJson(categorical([])), other: null }],
    ['$.other.rows', { ...profileToJson(categorical([])), other: {} }],
  ])('names the place %s of what it cannot read', (place, json) => {
    try {
      profileFromJson(json);
    } catch (error) {
      expect(error).toBeInstanceOf(ProfileError);
      expect((error as ProfileError).place).toBe(place);
      expect((error as ProfileError).message.startsWith(`${place}: `)).toBe(true);
      return;
    }
    throw new Error('read without complaint');
  });
});
