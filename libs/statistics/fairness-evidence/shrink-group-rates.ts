import { betaQuantile } from '../distributions';
import { type Estimate, known, notComputable, type ReasonCode } from '../inference';
import { assertGroupSelection, type GroupSelection } from './group-selection';

/** The beta distribution from which the groups' rates are taken to come; a / (a + b) is its mean. */
export interface RatePrior {
  readonly a: number;
  readonly b: number;
}

export interface ShrunkRates {
  /** Null where it cannot be estimated, with the reason in every group. */
  readonly prior: RatePrior | null;
  readonly groups: readonly { readonly group: readonly string[]; readonly rate: Estimate }[];
}

/**
 * Empirical-Bayes rates for many small groups, such as intersections: each is the mean of a beta posterior whose prior is
 * estimated from all groups, so that a group of two people lies near the whole and a large one at its own rate. The interval
 * is the central credible one.
 * The prior's strength follows from the intraclass correlation by analysis of variance; it is never taken to weigh more than
 * all rows together, so that equal rates leave some uncertainty.
 * Source: Kleinman, JASA 68 (1973); Ridout, Demétrio and Firth, Biometrics 55 (1999), for the estimator.
 * Throws RangeError for counts that are none or unless 0 < confidenceLevel < 1.
 */
export function shrinkGroupRates(groups: readonly GroupSelection[], confidenceLevel = 0.95): ShrunkRates {
  groups.forEach(assertGroupSelection);
  if (!(confidenceLevel > 0 && confidenceLevel < 1)) {
    throw new RangeError(`a confidence level between 0 and 1 is needed, got ${confidenceLevel}`);
  }
  const prior = ratePrior(groups);
  const tail = (1 - confidenceLevel) / 2;
  return {
    prior: typeof prior === 'string' ? null : prior,
    groups: groups.map(({ group, n, selected }) => {
      const basis = { n, numerator: selected, denominator: n, method: 'empirical_bayes_rate' };
      if (typeof prior === 'string') return { group, rate: notComputable({ ...basis, reason: prior }) };
      const shape = { a: prior.a + selected, b: prior.b + n - selected };
      const interval = {
        lower: betaQuantile(tail, shape),
        upper: betaQuantile(1 - tail, shape),
        confidenceLevel,
        method: 'beta_posterior',
      };
      return { group, rate: known({ ...basis, value: shape.a / (shape.a + shape.b), interval }) };
    }),
  };
}

function ratePrior(groups: readonly GroupSelection[]): RatePrior | ReasonCode {
  const present = groups.filter(({ n }) => n > 0);
  const rows = present.reduce((sum, { n }) => sum + n, 0);
  if (rows === 0) return 'no_rows';
  const k = present.length;
  if (k < 2) return 'single_group';
  if (rows <= k) return 'too_few_rows';
  const mean = present.reduce((sum, { selected }) => sum + selected, 0) / rows;
  if (mean === 0 || mean === 1) return 'zero_variance';
  const between = present.reduce((sum, { n, selected }) => sum + n * (selected / n - mean) ** 2, 0) / (k - 1);
  const within =
    present.reduce((sum, { n, selected }) => sum + (selected * (n - selected)) / n, 0) / (rows - k);
  const typicalSize = (rows - present.reduce((sum, { n }) => sum + n * n, 0) / rows) / (k - 1);
  const correlation = (between - within) / (between + (typicalSize - 1) * within);
  // Strength (1 − ρ) / ρ between a thousandth of a row and all rows.
  const strength = correlation <= 0 ? rows : Math.min(rows, Math.max(1e-3, (1 - correlation) / correlation));
  return { a: mean * strength, b: (1 - mean) * strength };
}
