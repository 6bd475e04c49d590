import {
  type Estimate,
  type Interval,
  known,
  notComputable,
  type ReasonCode,
  smoothedCounts,
  twoSidedZ,
} from '../inference';
import { type GroupCounts, labelledRows, type OutcomeCounts } from './outcome-counts';
import { type FavourableOutcome } from './rate-cells';
import { sumGroups } from './sum-groups';

/** An index of inequality of benefits and its exact parts: total = withinGroups + betweenGroups. */
export interface InequalityIndex {
  readonly total: Estimate;
  /** What would be left if every group had the same mean benefit. */
  readonly withinGroups: Estimate;
  /** What would be left if everybody had the mean benefit of the group. */
  readonly betweenGroups: Estimate;
}

export interface InequalityOptions {
  /** Any number; 0 is the mean log deviation, 1 Theil's index, 2 half the squared coefficient of variation. */
  readonly alpha: number;
  /** Which prediction is the benefit; `positive` unless told otherwise. */
  readonly favourable?: FavourableOutcome;
  /** In (0, 1); 0.95 unless told otherwise. */
  readonly confidenceLevel?: number;
}

/** How many labelled rows have benefit 0 (denied what was due), 1 (predicted as they are) and 2 (given what was not due). */
type Benefits = readonly [number, number, number];

/**
 * Generalised entropy of the benefits b = ŷ − y + 1 (ŷ and y being 1 for the favourable outcome), from counts alone. For α other than 0 and 1 it is the mean of
 * ((b / μ)^α − 1) / (α(α − 1)); for α = 1 (Theil) the mean of (b / μ) ln(b / μ) with 0 ln 0 = 0; for α = 0 minus the mean of
 * ln(b / μ), which a single benefit of 0 makes infinite and therefore not computable. 0 is perfect equality.
 * Unlabelled rows take no part. The interval of the total is by the delta method on the three counts (weights are taken
 * as given), cut at 0; with fewer than 50 rows in one of them and α above 0, on the counts with half a row more in each. O(groups). Source: Speicher et al., KDD 2018.
 * @example generalizedEntropy([{ group: ['a'], counts }], { alpha: 2 }).total.value
 */
export function generalizedEntropy(
  groups: readonly GroupCounts[],
  { alpha, favourable = 'positive', confidenceLevel = 0.95 }: InequalityOptions,
): InequalityIndex {
  const benefitsOf = favourable === 'positive' ? positiveBenefits : negativeBenefits;
  const parts = groups.map(({ counts }) => benefitsOf(counts)).filter((benefits) => sizeOf(benefits) > 0);
  const all = sumGroups(groups, []);
  const whole = benefitsOf(all.counts);
  const n = sizeOf(whole);
  const basis = { n, method: alpha === 1 ? 'theil' : `generalized_entropy_${alpha}` };
  const reason = reasonOf(whole, parts, { alpha, predicted: all });
  if (reason !== null) {
    const nothing = notComputable({ ...basis, reason });
    return { total: nothing, withinGroups: nothing, betweenGroups: nothing };
  }
  const mean = meanOf(whole);
  let between = 0;
  let within = 0;
  for (const part of parts) {
    const share = sizeOf(part) / n;
    const relative = meanOf(part) / mean;
    between += share * kernel(relative, alpha);
    if (relative > 0) within += share * relative ** alpha * indexOf(part, alpha);
  }
  const interval = totalInterval(whole, { alpha, confidenceLevel, n: effectiveRows(all, n) });
  return {
    total: known({ ...basis, value: indexOf(whole, alpha), interval }),
    withinGroups: known({ ...basis, value: within }),
    // Of equal groups, rounding may leave a hair below 0.
    betweenGroups: known({ ...basis, value: Math.max(0, between) }),
  };
}

function reasonOf(
  whole: Benefits,
  parts: readonly Benefits[],
  { alpha, predicted }: { alpha: number; predicted: GroupCounts },
): ReasonCode | null {
  if (sizeOf(whole) === 0) {
    const { unlabelledPositive, unlabelledNegative } = predicted.counts;
    return unlabelledPositive + unlabelledNegative > 0 ? 'no_labels' : 'no_rows';
  }
  if (meanOf(whole) === 0) return 'zero_reference';
  // Powers of a benefit of 0, or of a group without any benefit, are infinite for α ≤ 0.
  return alpha <= 0 && parts.some(([none]) => none > 0) ? 'zero_reference' : null;
}

const positiveBenefits = ({ tp, fp, fn, tn }: OutcomeCounts): Benefits => [fn, tp + tn, fp];
const negativeBenefits = ({ tp, fp, fn, tn }: OutcomeCounts): Benefits => [fp, tp + tn, fn];
const sizeOf = ([none, one, two]: Benefits): number => none + one + two;
const meanOf = (benefits: Benefits): number => (benefits[1] + 2 * benefits[2]) / sizeOf(benefits);

/** What one row of benefit b adds, b being in units of the mean. */
function kernel(relative: number, alpha: number): number {
  if (alpha === 1) return relative === 0 ? 0 : relative * Math.log(relative);
  if (alpha === 0) return -Math.log(relative);
  return (relative ** alpha - 1) / (alpha * (alpha - 1));
}

function indexOf(benefits: Benefits, alpha: number): number {
  const mean = meanOf(benefits);
  const n = sizeOf(benefits);
  const sum = benefits.reduce(
    (total, count, benefit) => (count === 0 ? total : total + count * kernel(benefit / mean, alpha)),
    0,
  );
  return Math.max(0, sum / n);
}

function effectiveRows({ counts, squares }: GroupCounts, weight: number): number {
  return squares === undefined || labelledRows(counts) === 0
    ? weight
    : (weight * weight) / labelledRows(squares);
}

function totalInterval(
  benefits: Benefits,
  { alpha, confidenceLevel, n }: { alpha: number; confidenceLevel: number; n: number },
): Interval {
  const scale = n / sizeOf(benefits);
  const effective = benefits.map((count) => count * scale);
  // For α up to 0 a benefit of 0 makes the index infinite.
  const counts = (alpha > 0 ? [...smoothedCounts(effective)] : effective) as unknown as Benefits;
  const centre = indexOf(counts, alpha);
  const half = twoSidedZ(confidenceLevel) * standardErrorOf(counts, alpha);
  const isSmoothed = counts[0] !== effective[0];
  const value = indexOf(benefits, alpha);
  return {
    lower: Math.max(0, Math.min(value, centre - half)),
    upper: Math.max(value, centre + half),
    confidenceLevel,
    method: isSmoothed ? 'delta_half_added' : 'delta',
  };
}

/** From each benefit's influence on the index: its kernel against the index, and its pull on the mean. */
function standardErrorOf(benefits: Benefits, alpha: number): number {
  const mean = meanOf(benefits);
  const value = indexOf(benefits, alpha);
  const n = sizeOf(benefits);
  let variance = 0;
  benefits.forEach((count, benefit) => {
    if (count === 0) return;
    const relative = benefit / mean;
    const influence = kernel(relative, alpha) - value + meanPull(value, alpha) * (relative - 1);
    variance += (count / n) * influence * influence;
  });
  return Math.sqrt(variance / n);
}

/** Minus μ times the derivative of the index by the mean that the benefits are divided by. */
function meanPull(value: number, alpha: number): number {
  if (alpha === 1) return -(value + 1);
  if (alpha === 0) return 1;
  return -(alpha * (alpha - 1) * value + 1) / (alpha - 1);
}
