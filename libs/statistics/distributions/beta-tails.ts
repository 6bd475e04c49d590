import { poissonDeviance } from './poisson-deviance';
import { stirlingError } from './stirling-error';

const maximumTerms = 200_000;

/** A point of [0, 1] with its complement, so that neither loses digits near the ends. */
export interface UnitPoint {
  readonly x: number;
  readonly complement: number;
}

export interface BetaTails {
  /** I_x(a, b), the probability of at most x. */
  readonly lower: number;
  readonly upper: number;
  /** x^a (1 − x)^b / B(a, b): the density times x (1 − x), which is also the slope on the logit scale. */
  readonly slope: number;
}

/**
 * Both tails of the beta distribution, that is the regularised incomplete beta function, by the even part of the continued
 * fraction DLMF 8.17.22 (DiDonato and Morris, 1992) on the side where it converges fast, with Loader's saddle-point form of
 * the factor before it. The smaller tail keeps its relative precision, about 1e-12 for parameters up to a million.
 * Why not lib-r-math.js: its 2.0.3 is off by up to a quarter where a parameter is small. Throws RangeError unless a, b > 0.
 */
export function betaTails({ x, complement }: UnitPoint, a: number, b: number): BetaTails {
  if (!(a > 0) || !(b > 0)) throw new RangeError(`a beta distribution needs a, b > 0, got ${a} and ${b}`);
  if (!(x >= 0) || !(complement >= 0)) throw new RangeError(`a point of [0, 1] is needed, got ${x}`);
  if (x === 0) return { lower: 0, upper: 1, slope: 0 };
  if (complement === 0) return { lower: 1, upper: 0, slope: 0 };
  const slope = betaSlope({ x, complement }, a, b);
  if (x * (a + b + 2) < a + 1) {
    const lower = Math.min(1, slope / continuedFraction({ x, complement }, a, b));
    return { lower, upper: 1 - lower, slope };
  }
  const upper = Math.min(1, slope / continuedFraction({ x: complement, complement: x }, b, a));
  return { lower: 1 - upper, upper, slope };
}

function betaSlope({ x, complement }: UnitPoint, a: number, b: number): number {
  const n = a + b;
  // a − n x, without losing what a complement near 0 knows.
  const gap = a * complement - b * x;
  const deviance = poissonDeviance(a, n * x, gap) + poissonDeviance(b, n * complement, -gap);
  const corrections = stirlingError(n) - stirlingError(a) - stirlingError(b);
  return Math.sqrt((a / n) * (b / (2 * Math.PI))) * Math.exp(corrections - deviance);
}

/**
 * By the modified Lentz algorithm. Every partial denominator is written with a y − b x, whose digits survive where x is close
 * to 1 and a large; the shorter textbook form loses as many digits as a has.
 */
function continuedFraction({ x, complement }: UnitPoint, a: number, b: number): number {
  const gap = a * complement - b * x + 1;
  let value = nonZero((a * gap) / (a + 1));
  let c = value;
  let d = 0;
  for (let m = 1; m <= maximumTerms; m += 1) {
    const previous = a + 2 * m - 1;
    const step = (m * (b - m) * x) / previous;
    const numerator = (((a + m - 1) * (a + b + m - 1)) / previous) * step * x;
    const denominator = m + step + ((a + m) * (gap + m * (1 + complement))) / (a + 2 * m + 1);
    d = 1 / nonZero(denominator + numerator * d);
    c = nonZero(denominator + numerator / c);
    value *= c * d;
    if (Math.abs(c * d - 1) < 2 * Number.EPSILON) return value;
  }
  throw new RangeError(`incomplete beta fraction did not converge at x = ${x}, a = ${a}, b = ${b}`);
}

function nonZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value;
}
