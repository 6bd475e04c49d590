import fc from 'fast-check';
import { bucketOf, bucketsPerOctave, bucketValue, sketchAccuracy } from './sketch-bucket';

const positive = fc.double({ min: 2 ** -1022, max: Number.MAX_VALUE, noNaN: true });

describe('bucketOf', () => {
  it('begins an octave at each power of two', () => {
    expect([1, 2, 0.5, 1024, 2 ** -1022, 2 ** 1023].map(bucketOf)).toEqual([0, 35, -35, 350, -35770, 35805]);
    // The last doubles of an octave, and of all.
    expect([2 - 2 ** -52, 1 - 2 ** -53, Number.MAX_VALUE].map(bucketOf)).toEqual([34, -1, 35839]);
  });

  it('ascends with the value (seed 70)', () => {
    fc.assert(
      fc.property(positive, positive, (a, b) => {
        expect(Math.sign(bucketOf(a) - bucketOf(b)) * Math.sign(a - b)).toBeGreaterThanOrEqual(0);
      }),
      { seed: 70, numRuns: 1000 },
    );
  });

  it('is within one of 35 log2, the mapping that the cubic stands for (seed 71)', () => {
    fc.assert(
      fc.property(positive, (value) => {
        expect(Math.abs(bucketOf(value) + 0.5 - bucketsPerOctave * Math.log2(value))).toBeLessThan(1);
      }),
      { seed: 71, numRuns: 1000 },
    );
  });
});

describe('bucketValue', () => {
  it('S-5: lies within 1 % of every value of its bucket, over the whole range of doubles (seed 72)', () => {
    fc.assert(
      fc.property(positive, (value) => {
        const stands = bucketValue(bucketOf(value));
        expect(Math.abs(stands - value)).toBeLessThanOrEqual(sketchAccuracy * value);
      }),
      { seed: 72, numRuns: 5000 },
    );
  });

  it('S-5: lies within 1 % of both ends of each of the 35 buckets of an octave', () => {
    for (let step = 0; step < bucketsPerOctave; step += 1) {
      const values = Array.from({ length: 20_000 }, (_, at) => 1 + (at + 0.5) / 20_000);
      const inside = values.filter((value) => bucketOf(value) === step);
      expect(inside.length).toBeGreaterThan(300);
      for (const end of [inside[0]!, inside.at(-1)!])
        expect(Math.abs(bucketValue(step) - end)).toBeLessThanOrEqual(sketchAccuracy * end);
    }
  });
});
