import { labelledRows, type OutcomeCounts } from '@countersign/statistics/fairness';
import { type Estimate, known, notComputable, wilsonInterval } from '@countersign/statistics/inference';

/** What one error of each kind costs, in any unit; 0 or more. */
export interface ErrorCosts {
  readonly falsePositive: number;
  readonly falseNegative: number;
}

/**
 * Mean cost of errors over labelled rows: (FP × cost of a false positive + FN × cost of a false negative) / n. The interval
 * joins Wilson's intervals of the two shares, which sum to no more than 1, by their correlation in a multinomial
 * (Zou and Donner, Statistics in Medicine 27, 2008).
 * @throws RangeError for a cost that is not finite or below 0
 */
export function errorCost(
  counts: OutcomeCounts,
  { falsePositive, falseNegative }: ErrorCosts,
  confidenceLevel = 0.95,
): Estimate {
  if (![falsePositive, falseNegative].every((cost) => Number.isFinite(cost) && cost >= 0))
    throw new RangeError(`costs of 0 or more are needed, got ${falsePositive} and ${falseNegative}`);
  const n = labelledRows(counts);
  const method = 'mean_error_cost';
  if (n === 0) return notComputable({ n, method, reason: 'no_labels' });
  const value = totalCost(counts, { falsePositive, falseNegative }) / n;
  const parts = [
    { share: counts.fp / n, cost: falsePositive, interval: wilsonInterval(counts.fp, n, confidenceLevel) },
    { share: counts.fn / n, cost: falseNegative, interval: wilsonInterval(counts.fn, n, confidenceLevel) },
  ] as const;
  const [a, b] = parts;
  const odds = (a.share * b.share) / ((1 - a.share) * (1 - b.share));
  const correlation = Number.isFinite(odds) ? -Math.sqrt(Math.min(1, odds)) : 0;
  const join = (one: number, other: number) =>
    Math.sqrt(Math.max(0, one * one + other * other + 2 * correlation * one * other));
  const below = join(a.cost * (a.share - a.interval.lower), b.cost * (b.share - b.interval.lower));
  const above = join(a.cost * (a.interval.upper - a.share), b.cost * (b.interval.upper - b.share));
  return known({
    ...{ n, method, value },
    interval: {
      lower: Math.max(0, value - below),
      upper: Math.min(Math.max(falsePositive, falseNegative), value + above),
      confidenceLevel,
      method: 'mover_wilson_multinomial',
    },
  });
}

/** What the errors of these rows cost together. */
export function totalCost(
  { fp, fn }: Pick<OutcomeCounts, 'fn' | 'fp'>,
  { falsePositive, falseNegative }: ErrorCosts,
): number {
  return fp * falsePositive + fn * falseNegative;
}
