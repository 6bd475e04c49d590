import { normalCdf } from './normal-cdf';

/**
 * Standard normal quantile: the z with Φ(z) = p, for 0 < p < 1 (RangeError otherwise).
 * A rational start (Abramowitz and Stegun 26.2.23, error below 4.5e-4) is polished by Halley steps on the
 * distribution function until it no longer moves.
 * @example normalQuantile(0.975) // 1.959963984540054
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`a probability between 0 and 1 is needed, got ${p}`);
  // The upper half is mirrored: only the left tail of the distribution function is precise.
  if (p > 0.5) return -normalQuantile(1 - p);
  let z = roughLowerQuantile(p);
  for (let step = 0; step < 6; step += 1) {
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    const newton = (normalCdf(z) - p) / density;
    const move = newton / (1 + (newton * z) / 2);
    z -= move;
    if (Math.abs(move) < 1e-15 * Math.max(1, Math.abs(z))) break;
  }
  return z;
}

function roughLowerQuantile(p: number): number {
  const t = Math.sqrt(-2 * Math.log(p));
  const numerator = 2.515517 + t * (0.802853 + t * 0.010328);
  const denominator = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  return numerator / denominator - t;
}
