import { type Estimate, type Interval, known, notComputable } from '../inference';
import { type GroupSelection } from './group-selection';
import { shrinkGroupRates, type ShrunkRates } from './shrink-group-rates';

export interface CredibleGap {
  /** Difference of the shrunken rates, high minus low, with its interval. */
  readonly difference: Estimate;
  readonly high: readonly string[] | null;
  readonly low: readonly string[] | null;
  /** Whether the whole interval lies above 0. */
  readonly isCredible: boolean;
}

/**
 * The pair of groups whose gap in rates is surely the largest: that with the highest lower bound of the difference of their
 * empirical-Bayes rates. Shrinkage keeps cells of two people out of the headline, which the largest raw gap does not.
 * The bound joins the two credible intervals by root of squares (Zou and Donner, 2008).
 * O(groups²). Throws RangeError as `shrinkGroupRates` does.
 */
export function largestCredibleGap(groups: readonly GroupSelection[], confidenceLevel = 0.95): CredibleGap {
  return credibleGapOf(shrinkGroupRates(groups, confidenceLevel), confidenceLevel);
}

/** As `largestCredibleGap`, of rates that are shrunken already, at the level of their intervals. O(groups²). */
export function credibleGapOf(shrunk: ShrunkRates, confidenceLevel = 0.95): CredibleGap {
  const n = shrunk.groups.reduce((sum, { rate }) => sum + rate.n, 0);
  const basis = { n, method: 'largest_credible_gap' };
  const rates = shrunk.groups.flatMap(({ group, rate }) =>
    rate.status === 'ok' && rate.interval !== undefined
      ? [{ group, value: rate.value, interval: rate.interval }]
      : [],
  );
  let best: (Omit<CredibleGap, 'isCredible' | 'difference'> & { value: number; interval: Interval }) | null =
    null;
  for (const high of rates) {
    for (const low of rates) {
      if (high === low || high.value < low.value) continue;
      const value = high.value - low.value;
      // No lower bound lies above its value.
      if (best !== null && value <= best.interval.lower) continue;
      const lower = value - Math.hypot(high.value - high.interval.lower, low.interval.upper - low.value);
      if (best !== null && lower <= best.interval.lower) continue;
      const upper = value + Math.hypot(high.interval.upper - high.value, low.value - low.interval.lower);
      const interval = {
        lower: Math.max(-1, lower),
        upper: Math.min(1, upper),
        confidenceLevel,
        method: 'mover_beta',
      };
      best = { value, interval, high: high.group, low: low.group };
    }
  }
  if (best === null) {
    const unknown = shrunk.groups.find(({ rate }) => rate.status !== 'ok')?.rate;
    const reason = unknown?.status === 'not_computable' ? unknown.reason : 'missing_group';
    return { difference: notComputable({ ...basis, reason }), high: null, low: null, isCredible: false };
  }
  const { value, interval, high, low } = best;
  return { difference: known({ ...basis, value, interval }), high, low, isCredible: interval.lower > 0 };
}
