import fc from 'fast-check';
import { addCategory } from './add-category';
import { addNumber } from './add-number';
import { emptyCategoricalProfile } from './categorical-profile';
import { emptyNumericProfile } from './numeric-profile';
import { ProfileError } from './profile-error';
import { profileFromJson } from './profile-from-json';
import { type ProfileJson, profileToJson } from './profile-to-json';

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

const one = profileToJson(numeric([0.5])) as Extract<ProfileJson, { kind: 'numeric' }>;

const many = profileToJson(numeric(Array.from({ length: 500 }, (_, at) => at)));

describe('profileFromJson', () => {
  it('S-9: reads back sketches of many values, in a form that stays small for few', () => {
    const profile = numeric(Array.from({ length: 5000 }, (_, at) => (at - 100) ** 3));
    const text = JSON.stringify(profileToJson(profile));
    expect(profileFromJson(JSON.parse(text))).toEqual(profile);
    expect(text.length).toBeLessThan(16_000);
    const few = profileToJson(numeric(Array.from({ length: 24 }, (_, at) => at * 1.7)));
    expect(JSON.stringify([few.distinct, 'quantiles' in few && few.quantiles]).length).toBeLessThan(520);
    const names = categorical(Array.from({ length: 700 }, (_, at) => `name ${at}`));
    expect(profileFromJson(throughText(profileToJson(names)))).toEqual(names);
  });

  it('S-10: reads version 1, which kept no sketches; of no values there is nothing to lack', () => {
    const old = { ...one, version: 1, quantiles: undefined, distinct: undefined };
    expect(profileFromJson(old)).toEqual({
      ...numeric([0.5]),
      quantiles: null,
      distinct: null,
    });
    expect(profileFromJson({ ...old, ...profileToJson(numeric([])), version: 1 })).toEqual(numeric([]));
    const written = throughText(profileToJson(profileFromJson(old)));
    expect(written).toMatchObject({ version: 2, quantiles: null, distinct: null });
    expect(profileFromJson(written)).toMatchObject({ n: 1, quantiles: null, distinct: null });
  });

  it('S-9: reads back what was written, for any numbers (seed 48)', () => {
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

  it('S-9: reads back what was written, for any categories (seed 49)', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constant('__proto__'))), (values) => {
        const profile = categorical(values);
        expect(profileFromJson(throughText(profileToJson(profile)))).toEqual(profile);
      }),
      { seed: 49 },
    );
  });

  it('S-9: writes equal profiles the same way whatever the order of their rows', () => {
    const there = profileToJson(categorical(['a', 'b', '__proto__', 'b']));
    const back = profileToJson(categorical(['b', '__proto__', 'b', 'a']));
    expect(JSON.stringify(there)).toBe(JSON.stringify(back));
  });

  it.each([
    ['$', null],
    ['$.version', { ...profileToJson(numeric([])), version: 3 }],
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
    ['$.quantiles', { ...one, quantiles: undefined }],
    ['$.quantiles', { ...one, n: 2, counts: [0, 2, 0] }],
    ['$.quantiles.zero', { ...one, quantiles: { ...one.quantiles, zero: -1 } }],
    ['$.quantiles.negative', { ...one, quantiles: { ...one.quantiles, negative: {} } }],
    ['$.quantiles.negative', { ...one, quantiles: { ...one.quantiles, negative: [1] } }],
    ['$.quantiles.positive[0]', { ...one, quantiles: { ...one.quantiles, positive: [0.5, 1] } }],
    ['$.quantiles.positive[0]', { ...one, quantiles: { ...one.quantiles, positive: [35840, 1] } }],
    ['$.quantiles.positive[0]', { ...one, quantiles: { ...one.quantiles, positive: [-35771, 1] } }],
    ['$.quantiles.positive[2]', { ...one, quantiles: { ...one.quantiles, positive: [3, 1, 3, 1] } }],
    ['$.quantiles.positive[1]', { ...one, quantiles: { ...one.quantiles, positive: [3, 0] } }],
    ['$.distinct', { ...one, distinct: 'x' }],
    ['$.distinct.hashes', { ...one, distinct: {} }],
    ['$.distinct.hashes', { ...one, distinct: { hashes: '' } }],
    ['$.distinct.hashes', { ...one, distinct: { hashes: 'abc' } }],
    ['$.distinct.hashes', { ...one, distinct: { hashes: '-------- ' } }],
    ['$.distinct.hashes', { ...one, distinct: { hashes: 'zzzzzzzzz' } }],
    ['$.distinct.hashes', { ...one, distinct: { hashes: '1'.repeat(9).repeat(2) } }],
    ['$.distinct.hashes', { ...one, distinct: { hashes: '---------0--------' } }],
    ['$.distinct.registers', { ...one, distinct: many.distinct }],
    ['$.distinct.registers', { ...many, distinct: { registers: '1' } }],
    ['$.distinct.registers', { ...many, distinct: { registers: 'z'.repeat(4096) } }],
    ['$.distinct.registers', { ...many, distinct: { registers: ' '.repeat(4096) } }],
    ['$.other', { ...profileToJson(categorical([])), other: null }],
    ['$.other.rows', { ...profileToJson(categorical([])), other: {} }],
  ])('S-9: names the place %s of what it cannot read', (place, json) => {
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
