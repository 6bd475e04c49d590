import { normalCdf } from './normal-cdf';
import { normalQuantile } from './normal-quantile';

/** What a study of two proportions assumes. */
export interface ProportionDesign {
  /** The proportion in the first group, and the one in the second, that the study should tell apart. */
  readonly first: number;
  readonly second: number;
  /** Level of the two-sided test; 0.05 unless said otherwise. */
  readonly alpha?: number;
}

interface GroupSizes {
  readonly firstN: number;
  readonly secondN: number;
}

/**
 * Chance that the pooled two-proportion test finds the difference between the two proportions:
 * Φ(−z + δ) + Φ(−z − δ) with the pooled error under equality and the unpooled one under the design.
 * Both tails count, as in statsmodels' `power_proportions_2indep`. Two equal proportions have a power of alpha.
 * Throws RangeError unless the proportions lie in [0, 1], not both 0 or both 1, 0 < alpha < 1 and both sizes are above 0.
 */
export function powerForProportions(design: ProportionDesign, { firstN, secondN }: GroupSizes): number {
  assertDesign(design);
  if (!(firstN > 0) || !(secondN > 0))
    throw new RangeError(`two groups are needed, got ${firstN} and ${secondN}`);
  const { first, second } = design;
  const pooled = (firstN * first + secondN * second) / (firstN + secondN);
  const equalError = Math.sqrt(pooled * (1 - pooled) * (1 / firstN + 1 / secondN));
  const error = Math.sqrt((first * (1 - first)) / firstN + (second * (1 - second)) / secondN);
  const limit = criticalValue(design) * equalError;
  const gap = Math.abs(first - second);
  // 0 against 1: no spread at all, so that the test surely sees it or surely does not.
  if (error === 0) return gap > limit ? 1 : 0;
  return normalCdf((gap - limit) / error) + normalCdf((-gap - limit) / error);
}

/**
 * Rows per group, of equal size, that the pooled two-proportion test needs to find the difference with the given power:
 * (z_α √(2 p̄ q̄) + z_β √(p₁q₁ + p₂q₂))² / (p₁ − p₂)², rounded up.
 * Null where the two proportions are equal: no sample tells them apart.
 * Source: Fleiss, Statistical Methods for Rates and Proportions, without continuity correction.
 * Throws RangeError unless the proportions lie in [0, 1] and 0 < alpha < 1, ½ ≤ power < 1.
 * @example sampleSizeForProportions({ first: 0.5, second: 0.4 }, 0.8) // 388
 */
export function sampleSizeForProportions(design: ProportionDesign, power: number): number | null {
  const { first, second } = design;
  if (first === second) return null;
  assertDesign(design);
  if (!(power >= 0.5 && power < 1))
    throw new RangeError(`a power from 0.5 to below 1 is needed, got ${power}`);
  const middle = (first + second) / 2;
  const root =
    criticalValue(design) * Math.sqrt(2 * middle * (1 - middle)) +
    normalQuantile(power) * Math.sqrt(first * (1 - first) + second * (1 - second));
  return Math.ceil((root / (first - second)) ** 2);
}

function criticalValue({ alpha = 0.05 }: ProportionDesign): number {
  return -normalQuantile(alpha / 2);
}

function assertDesign({ first, second }: ProportionDesign): void {
  const inRange = [first, second].every((p) => p >= 0 && p <= 1);
  if (!inRange || (first === second && (first === 0 || first === 1))) {
    throw new RangeError(`two proportions in [0, 1] are needed, not both 0 or 1, got ${first} and ${second}`);
  }
}
