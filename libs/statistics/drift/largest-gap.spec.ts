import fc from 'fast-check';
import { largestGap } from './largest-gap';

const sample = fc
  .array(fc.integer({ min: -6, max: 6 }), { minLength: 1, maxLength: 40 })
  .map((values) => Float64Array.from(values).sort());

describe('largestGap', () => {
  it('is the largest difference of the counts at or below any value (seed 73)', () => {
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const gapAt = (value: number): number =>
          Math.abs(
            a.filter((x) => x <= value).length * b.length - b.filter((x) => x <= value).length * a.length,
          );
        expect(largestGap(a, b)).toBe(Math.max(...[...a, ...b].map(gapAt)));
      }),
      { seed: 73, numRuns: 100 },
    );
  });
});
