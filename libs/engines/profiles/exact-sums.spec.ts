import { seededRandom } from '@countersign/statistics/random';
import { exactMoments } from './exact-moments';
import { ExactSums } from './exact-sums';

const none = new Uint8Array(2048);

describe('ExactSums', () => {
  it('stay exact where every bit of a mantissa is set, over many blocks', () => {
    const value = 2 - 2 ** -52;
    const sums = new ExactSums();
    const blocks = 100;
    for (let block = 0; block < blocks; block += 1) sums.add(new Float64Array(2048).fill(-value), none);
    const [mantissa, rows] = [2n ** 53n - 1n, BigInt(2048 * blocks)];
    expect(sums.octaveSums()).toEqual([
      { octave: 0, mantissas: -mantissa * rows, squares: mantissa * mantissa * rows },
    ]);
  });

  it('leave out what is missing or not finite, and take denormals for what they are', () => {
    const sums = new ExactSums();
    sums.add(Float64Array.of(1, NaN, Infinity, -Infinity, -0, 5e-324), Uint8Array.of(1, 0, 0, 0, 0, 0));
    expect(sums.octaveSums().filter(({ squares }) => squares > 0n)).toEqual([
      { octave: -1022, mantissas: 1n, squares: 1n },
    ]);
  });

  it('S-13: give the same mean and squares in any order (seed 5)', () => {
    const random = seededRandom(5);
    const values = Float64Array.from({ length: 2048 }, () => Math.exp(20 * random.gaussian()));
    const momentsOf = (own: Float64Array) => {
      const sums = new ExactSums();
      sums.add(own, none);
      return exactMoments(own.length, sums.octaveSums());
    };
    const [ascending, descending] = [values.slice().sort(), values.slice().sort().reverse()];
    expect(momentsOf(ascending)).toEqual(momentsOf(values));
    expect(momentsOf(descending)).toEqual(momentsOf(values));
  });
});
