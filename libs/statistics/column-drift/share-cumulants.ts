import { binomialProbability } from '../distributions';
import { type PooledCategories } from './pooled-categories';

/** Value, gradient and Hessian of a cumulant function of two arguments. */
export interface Cumulants {
  readonly value: number;
  readonly s: number;
  readonly u: number;
  readonly ss: number;
  readonly su: number;
  readonly uu: number;
}

/** All categories of one size: how often that size occurs and, for each number of reference rows, its excess and chance. */
interface Stack {
  readonly times: number;
  readonly excess: Float64Array;
  readonly chance: Float64Array;
}

/** Standard deviations on either side of the mean beyond which a category's share of the tail is not added up. */
const reach = 14;

/**
 * The joint cumulant function ln E exp(s·Σ|x| + u·Σx), x being the reference rows of a category beyond the expected
 * ones, with the categories' reference rows as independent binomial counts. Given Σx = 0 these are a random division of
 * the pooled rows.
 */
export class ShareCumulants {
  private readonly stacks: Stack[];

  constructor({ reference, current, sizes }: PooledCategories) {
    const share = reference / (reference + current);
    const times = new Map<number, number>();
    for (const size of sizes) times.set(size, (times.get(size) ?? 0) + 1);
    this.stacks = [...times].sort(([a], [b]) => a - b).map(([size, count]) => stack(size, share, count));
  }

  at(s: number, u: number): Cumulants {
    const sum = { value: 0, s: 0, u: 0, ss: 0, su: 0, uu: 0 };
    for (const { times, excess, chance } of this.stacks) {
      const part = tilted(excess, chance, { s, u });
      sum.value += times * part.value;
      sum.s += times * part.s;
      sum.u += times * part.u;
      sum.ss += times * part.ss;
      sum.su += times * part.su;
      sum.uu += times * part.uu;
    }
    return sum;
  }
}

function stack(size: number, share: number, times: number): Stack {
  const mean = size * share;
  const half = reach * Math.sqrt(mean * (1 - share)) + reach;
  const first = Math.max(0, Math.floor(mean - half));
  const last = Math.min(size, Math.ceil(mean + half));
  const excess = new Float64Array(last - first + 1);
  const chance = new Float64Array(last - first + 1);
  for (let i = first; i <= last; i += 1) {
    excess[i - first] = i - mean;
    chance[i - first] = binomialProbability(i, { n: size, p: share });
  }
  return { times, excess, chance };
}

/** The cumulants of one category: moments of (|x|, x) under the chances tilted by exp(s·|x| + u·x). */
function tilted(excess: Float64Array, chance: Float64Array, { s, u }: { s: number; u: number }): Cumulants {
  // The largest exponent is taken out, so that nothing leaves the range of a double.
  const shift = Math.max(0, s * -excess[0]! - u * -excess[0]!, (s + u) * excess.at(-1)!);
  let mass = 0;
  let a = 0;
  let b = 0;
  let ab = 0;
  let square = 0;
  for (let i = 0; i < excess.length; i += 1) {
    const x = excess[i]!;
    const size = Math.abs(x);
    const weight = chance[i]! * Math.exp(s * size + u * x - shift);
    mass += weight;
    a += weight * size;
    b += weight * x;
    ab += weight * size * x;
    square += weight * x * x;
  }
  a /= mass;
  b /= mass;
  return {
    value: Math.log(mass) + shift,
    s: a,
    u: b,
    ss: square / mass - a * a,
    su: ab / mass - a * b,
    uu: square / mass - b * b,
  };
}
