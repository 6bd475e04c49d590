/** Mean and sum of squared deviations from it. */
export interface SampleMoments {
  readonly mean: number;
  readonly m2: number;
}

/**
 * Mean and squared deviations in two passes with compensated sums (Neumaier), so that a million values lose no digits.
 * Sorted input makes the result independent of the order of the rows. Needs at least one value. O(n).
 */
export function sampleMoments(values: Float64Array): SampleMoments {
  const mean = compensatedSum(values, 0, 1) / values.length;
  return { mean, m2: compensatedSum(values, mean, 2) };
}

/** Σ (value − centre)^power, power being 1 or 2. */
function compensatedSum(values: Float64Array, centre: number, power: 1 | 2): number {
  let sum = 0;
  let lost = 0;
  for (let index = 0; index < values.length; index += 1) {
    const apart = values[index]! - centre;
    const term = power === 1 ? apart : apart * apart;
    const next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
  }
  return sum + lost;
}
