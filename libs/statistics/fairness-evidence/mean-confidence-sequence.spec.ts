import { seededRandom } from '../random';
import { wilsonInterval } from '../inference';
import { meanConfidenceSequence } from './mean-confidence-sequence';

describe('meanConfidenceSequence', () => {
  it('FE-6 is the closed form', () => {
    const rho = Math.sqrt((-2 * Math.log(0.05) + Math.log(-2 * Math.log(0.05) + 1)) / 1000);
    const n = 250;
    const half =
      0.5 *
      Math.sqrt(
        ((2 * (n * rho ** 2 + 1)) / (n * n * rho ** 2)) * Math.log(Math.sqrt(n * rho ** 2 + 1) / 0.05),
      );
    const { lower, upper } = meanConfidenceSequence({ n, mean: 0.5 });
    expect(upper - 0.5).toBeCloseTo(half, 14);
    expect(0.5 - lower).toBeCloseTo(half, 14);
  });

  it('FE-6 is wider than an interval for one look and stays within [0, 1]', () => {
    const sequence = meanConfidenceSequence({ n: 1000, mean: 0.5 });
    const once = wilsonInterval(500, 1000);
    expect(sequence.lower).toBeLessThan(once.lower);
    expect(meanConfidenceSequence({ n: 2, mean: 1 })).toMatchObject({ lower: 0, upper: 1 });
  });

  it('FE-6 misses the mean at some time in at most alpha of 200 runs of 1,000 looks (seeds 1 to 200)', () => {
    let missed = 0;
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = seededRandom(seed);
      let sum = 0;
      for (let n = 1; n <= 1000; n += 1) {
        sum += random.next() < 0.5 ? 1 : 0;
        const { lower, upper } = meanConfidenceSequence({ n, mean: sum / n });
        if (lower > 0.5 || upper < 0.5) {
          missed += 1;
          break;
        }
      }
    }
    expect(missed / 200).toBeLessThanOrEqual(0.05);
  });

  it('refuses what is no mean of values in [0, 1]', () => {
    expect(() => meanConfidenceSequence({ n: 0, mean: 0.5 })).toThrow(RangeError);
    expect(() => meanConfidenceSequence({ n: 5, mean: 2 })).toThrow(RangeError);
    expect(() => meanConfidenceSequence({ n: 5, mean: 0.5 }, { alpha: 0 })).toThrow(RangeError);
  });
});
