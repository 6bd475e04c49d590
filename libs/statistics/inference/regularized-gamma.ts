import { gammaln } from 'simple-statistics';

const maximumTerms = 100_000;

/**
 * Upper regularised incomplete gamma function Q(a, x) = Γ(a, x) / Γ(a), in [0, 1].
 * Below x = a + 1 by the series of P = 1 − Q, above it by the continued fraction, so that far tails keep
 * their relative precision (about 1e-12).
 * Source: NIST Digital Library of Mathematical Functions, 8.11.4 and 8.9.2.
 * Throws RangeError unless a > 0 and x ≥ 0.
 */
export function upperRegularizedGamma(a: number, x: number): number {
  if (!(a > 0) || !(x >= 0))
    throw new RangeError(`incomplete gamma needs a > 0 and x >= 0, got a = ${a}, x = ${x}`);
  if (x === 0) return 1;
  if (x === Infinity) return 0;
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a));
  return x < a + 1 ? Math.max(0, 1 - scale * lowerSeries(a, x)) : scale * upperFraction(a, x);
}

/** ln Γ(a); the half-integers and integers of small degrees of freedom exactly, from the recurrence. */
function logGamma(a: number): number {
  if (a > 30 || (2 * a) % 1 !== 0) return gammaln(a);
  let product = 1;
  let rest = a;
  while (rest > 1) {
    rest -= 1;
    product *= rest;
  }
  return Math.log(product) + (rest === 0.5 ? Math.log(Math.PI) / 2 : 0);
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let k = 1; k <= maximumTerms; k += 1) {
    term *= x / (a + k);
    sum += term;
    if (term < sum * Number.EPSILON) return sum;
  }
  throw new RangeError(`incomplete gamma series did not converge at a = ${a}, x = ${x}`);
}

/** The continued fraction of Γ(a, x) eˣ x⁻ᵃ, evaluated forwards by the modified Lentz algorithm. */
function upperFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let value = d;
  for (let k = 1; k <= maximumTerms; k += 1) {
    const numerator = -k * (k - a);
    b += 2;
    d = 1 / nonZero(numerator * d + b, tiny);
    c = nonZero(b + numerator / c, tiny);
    value *= c * d;
    if (Math.abs(c * d - 1) < 4 * Number.EPSILON) return value;
  }
  throw new RangeError(`incomplete gamma fraction did not converge at a = ${a}, x = ${x}`);
}

function nonZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}
