import fc from 'fast-check';
import { seededRandom } from '../random';
import { addNumber } from './add-number';
import { addNumbers } from './add-numbers';
import { mergeProfiles } from './merge-profiles';
import { emptyNumericProfile, type NumericProfile } from './numeric-profile';

const edges = [-10, -1, 0, 0.5, 3, 40];
const oneByOne = (values: Float64Array, isMissing?: Uint8Array): NumericProfile => {
  const profile = emptyNumericProfile(edges);
  values.forEach((value, at) => addNumber(profile, isMissing?.[at] === 1 ? null : value));
  return profile;
};
const inBatches = (values: Float64Array, isMissing: Uint8Array, size: number): NumericProfile => {
  const profile = emptyNumericProfile(edges);
  for (let at = 0; at < values.length; at += size)
    addNumbers(profile, values.subarray(at, at + size), isMissing.subarray(at, at + size));
  return profile;
};
const withoutMoments = (profile: NumericProfile) => ({ ...profile, mean: 0, meanRest: 0, m2: 0 });
const deviation = ({ n, m2 }: NumericProfile) => Math.sqrt(m2 / Math.max(1, n));

/** How far the moments are apart, as a share of |mean| + standard deviation. */
const momentGap = (found: NumericProfile, expected: NumericProfile): number => {
  const scale = Math.abs(expected.mean) + deviation(expected) + 1e-300;
  const apart = Math.max(
    Math.abs(found.mean - expected.mean),
    Math.abs(deviation(found) - deviation(expected)),
  );
  return apart / scale;
};

describe('addNumbers', () => {
  it('S-8: counts any batch as one by one (seed 74)', () => {
    const value = fc.oneof(
      fc.double({ min: -100, max: 100 }),
      fc.constantFrom(0, -0, NaN, Infinity, -Infinity, Number.MIN_VALUE, 2 ** -1022),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(value, fc.boolean()), { maxLength: 50 }), (rows) => {
        const values = Float64Array.from(rows.map(([number]) => number));
        const isMissing = Uint8Array.from(rows.map(([, missing]) => Number(missing)));
        const [found, expected] = [inBatches(values, isMissing, 50), oneByOne(values, isMissing)];
        expect(withoutMoments(found)).toEqual(withoutMoments(expected));
        expect(momentGap(found, expected)).toBeLessThanOrEqual(1e-12);
      }),
      { seed: 74, numRuns: 300 },
    );
  });

  it.each([
    ['far from zero', 1e6, 1, 40_000],
    ['around zero', 0, 1e-8, 40_000],
    ['of few values', 0, 0, 3000],
  ])('S-8: gives the same whatever the size of the batches, %s (seed 5)', (_, mean, spread, rows) => {
    const random = seededRandom(5);
    const values = Float64Array.from({ length: rows }, (__, at) =>
      spread === 0 ? at % 300 : mean + spread * random.gaussian(),
    );
    const isMissing = Uint8Array.from(values, () => Number(random.next() < 0.1));
    const expected = oneByOne(values, isMissing);
    for (const size of [1, 7, 1000, 1024, 2048, 4097, rows]) {
      const found = inBatches(values, isMissing, size);
      expect(withoutMoments(found)).toEqual(withoutMoments(expected));
      expect(momentGap(found, expected)).toBeLessThanOrEqual(1e-12);
    }
  });

  it.each([1e7, 1e9, 1e11])(
    'S-8: has the deviation of two passes for values around %d (seed 6)',
    (offset) => {
      const random = seededRandom(6);
      // Multiples of 1/1024, so that the deviation does not change by being moved.
      const near = Float64Array.from({ length: 20_000 }, () => Math.round(1024 * random.gaussian()) / 1024);
      const far = near.map((value) => offset + value);
      const isMissing = new Uint8Array(near.length);
      const expected = deviation(inBatches(near, isMissing, near.length));
      for (const size of [7, 1024, 2048, near.length])
        expect(Math.abs(deviation(inBatches(far, isMissing, size)) / expected - 1)).toBeLessThan(1e-12);
    },
  );

  it('keeps a finite mean where the sum of a block leaves the range of a double', () => {
    const values = new Float64Array(10).fill(Number.MAX_VALUE);
    const profile = emptyNumericProfile([]);
    addNumbers(profile, values);
    expect(profile.mean).toBeCloseTo(Number.MAX_VALUE, -290);
    expect(profile).toMatchObject({ n: 10, min: Number.MAX_VALUE, max: Number.MAX_VALUE });
  });

  it('S-8: finds no spread in a constant column, in batches and merged', () => {
    const parts = [700, 1500, 3].map((size) => {
      const profile = emptyNumericProfile([]);
      addNumbers(profile, new Float64Array(size).fill(0.1));
      return profile;
    });
    expect(parts.reduce((a, b) => mergeProfiles(a, b))).toMatchObject({ n: 2203, mean: 0.1, m2: 0 });
  });

  it('leaves out the sketches of a profile that keeps none', () => {
    const profile = { ...emptyNumericProfile([]), quantiles: null, distinct: null };
    addNumbers(profile, Float64Array.of(1, 2));
    expect(profile).toMatchObject({ n: 2, quantiles: null, distinct: null });
  });

  it('throws when the marks are not as many as the values', () => {
    expect(() => addNumbers(emptyNumericProfile([]), new Float64Array(2), new Uint8Array(1))).toThrow(
      RangeError,
    );
  });
});
