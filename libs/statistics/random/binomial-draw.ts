import { stirlingError } from '../distributions';
import { type SeededRandom } from './seeded-random';

/**
 * A draw from the binomial distribution: successes among n trials of probability p, exact in law up to rounding.
 * Below ten expected successes by inversion, above by Hörmann's transformed rejection, whose time does not grow with n.
 * Source: Hörmann, "The generation of binomial random variates", J. Stat. Comput. Simul. 46 (1993), algorithm BTRS.
 * Throws RangeError unless n is an integer ≥ 0 and 0 ≤ p ≤ 1.
 */
export function binomialDraw(random: SeededRandom, n: number, p: number): number {
  if (!(Number.isInteger(n) && n >= 0) || !(p >= 0 && p <= 1)) {
    throw new RangeError(`a binomial draw needs an integer n >= 0 and p in [0, 1], got n = ${n}, p = ${p}`);
  }
  if (p > 0.5) return n - binomialDraw(random, n, 1 - p);
  if (n === 0 || p === 0) return 0;
  return n * p < 10 ? byInversion(random, n, p) : byRejection(random, n, p);
}

/** Walks up the distribution function from 0. */
function byInversion(random: SeededRandom, n: number, p: number): number {
  const odds = p / (1 - p);
  let left = random.next();
  let probability = Math.exp(n * Math.log1p(-p));
  let k = 0;
  while (left >= probability && k < n) {
    left -= probability;
    probability *= (odds * (n - k)) / (k + 1);
    k += 1;
  }
  return k;
}

function byRejection(random: SeededRandom, n: number, p: number): number {
  const spread = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const centre = n * p + 0.5;
  const alpha = (2.83 + 5.1 / b) * spread;
  const squeeze = 0.92 - 4.2 / b;
  const mode = Math.floor((n + 1) * p);
  for (;;) {
    const u = random.next() - 0.5;
    const v = random.next();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + centre);
    if (us >= 0.07 && v <= squeeze) return k;
    if (k < 0 || k > n) continue;
    const height = Math.log((v * alpha) / (a / (us * us) + b));
    if (height <= logQuotient(k, mode, { n, p })) return k;
  }
}

/** ln of the probability of k over that of the mode. */
function logQuotient(k: number, mode: number, { n, p }: { n: number; p: number }): number {
  return (
    logFactorial(mode) +
    logFactorial(n - mode) -
    logFactorial(k) -
    logFactorial(n - k) +
    (k - mode) * Math.log(p / (1 - p))
  );
}

function logFactorial(k: number): number {
  return k === 0 ? 0 : stirlingError(k) + (k + 0.5) * Math.log(k) - k + Math.log(2 * Math.PI) / 2;
}
