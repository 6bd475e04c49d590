import { binomialDraw, seededRandom } from '../random';
import { bootstrapInterval } from './bootstrap-interval';
import { wilsonInterval } from './wilson-interval';

const share = (counts: Float64Array): number => counts[0]! / (counts[0]! + counts[1]!);

describe('bootstrapInterval', () => {
  it('is the same for the same seed and another for another', () => {
    const request = { counts: [40_000, 60_001], statistic: share, seed: 7 };
    expect(bootstrapInterval(request)).toEqual(bootstrapInterval(request));
    expect(bootstrapInterval({ ...request, seed: 8 })).not.toEqual(bootstrapInterval(request));
  });

  it('is close to Wilson for a share of many rows (seed 1)', () => {
    const interval = bootstrapInterval({
      counts: [40_000, 60_000],
      statistic: share,
      seed: 1,
      resamples: 4000,
    })!;
    const wilson = wilsonInterval(40_000, 100_000);
    expect(interval.lower).toBeCloseTo(wilson.lower, 3);
    expect(interval.upper).toBeCloseTo(wilson.upper, 3);
    expect(interval.method).toBe('bootstrap_percentile');
  });

  it('covers the truth about as often as it says (seed 3)', () => {
    const random = seededRandom(3);
    let covered = 0;
    for (let seed = 1; seed <= 400; seed += 1) {
      const successes = binomialDraw(random, 200, 0.3);
      const counts = [successes, 200 - successes];
      const { lower, upper } = bootstrapInterval({ counts, statistic: share, seed, resamples: 200 })!;
      if (lower <= 0.3 && 0.3 <= upper) covered += 1;
    }
    expect(covered / 400).toBeGreaterThan(0.92);
    expect(covered / 400).toBeLessThan(0.98);
  });

  it('has no interval without rows, or where too many resamples have no value', () => {
    expect(bootstrapInterval({ counts: [0, 0], statistic: share, seed: 1 })).toBeNull();
    const rare = (counts: Float64Array): number | null => (counts[0] === 0 ? null : 1);
    expect(bootstrapInterval({ counts: [1, 9], statistic: rare, seed: 1 })).toBeNull();
    expect(bootstrapInterval({ counts: [9, 1], statistic: rare, seed: 1 })).toMatchObject({
      lower: 1,
      upper: 1,
    });
  });

  it('refuses requests that are none', () => {
    expect(() => bootstrapInterval({ counts: [1], statistic: share, seed: 1, resamples: 1 })).toThrow(
      RangeError,
    );
    expect(() => bootstrapInterval({ counts: [1], statistic: share, seed: 1, confidenceLevel: 1 })).toThrow(
      RangeError,
    );
    expect(() => bootstrapInterval({ counts: [1.5], statistic: share, seed: 1 })).toThrow(RangeError);
    expect(() => bootstrapInterval({ counts: [-1, 2], statistic: share, seed: 1 })).toThrow(RangeError);
  });
});
