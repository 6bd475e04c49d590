import { type Estimate, known, notComputable, wilsonInterval } from '../inference';
import { groupRate } from './group-rate';
import { type GroupCounts, type OutcomeCounts } from './outcome-counts';
import { type FavourableOutcome, type GroupRateName } from './rate-cells';

export type GroupMetrics = Readonly<Record<GroupRateName, Estimate>>;

export interface GroupMetricOptions {
  readonly favourable: FavourableOutcome;
  /** Sums of squared weights, where `counts` are sums of weights. */
  readonly squares?: OutcomeCounts;
  /** In (0, 1); 0.95 unless told otherwise. */
  readonly confidenceLevel?: number;
}

/**
 * The rates of one group, each with numerator, denominator and Wilson interval. Selection and favourable rates rest on all
 * predicted rows, everything that needs a label on the labelled ones. A rate without denominator has a reason. Where rows
 * are weighted, `n` is Kish's effective number of rows and the interval rests on it.
 */
export function groupMetrics(counts: OutcomeCounts, options: GroupMetricOptions): GroupMetrics {
  const { squares } = options;
  const tally = { counts, ...(squares && { squares }) };
  const rate = (name: GroupRateName): Estimate => rateEstimate(name, tally, options);
  return {
    selection_rate: rate('selection_rate'),
    favourable_rate: rate('favourable_rate'),
    base_rate: rate('base_rate'),
    tpr: rate('tpr'),
    fpr: rate('fpr'),
    fnr: rate('fnr'),
    tnr: rate('tnr'),
    ppv: rate('ppv'),
    fdr: rate('fdr'),
    for: rate('for'),
    npv: rate('npv'),
    accuracy: rate('accuracy'),
  };
}

function rateEstimate(
  name: GroupRateName,
  tally: Omit<GroupCounts, 'group'>,
  { favourable, confidenceLevel }: GroupMetricOptions,
): Estimate {
  const { numerator, denominator, effectiveN: n, reasonIfZero } = groupRate(name, tally, favourable);
  const method = 'proportion';
  if (denominator === 0) return notComputable({ n, numerator, denominator, method, reason: reasonIfZero });
  const value = numerator / denominator;
  const successes = n === denominator ? numerator : value * n;
  const interval = wilsonInterval(successes, n, confidenceLevel);
  return known({ n, numerator, denominator, method, value, interval });
}
