import { type Estimate, known, notComputable, twoSidedZ } from '../inference';
import { ascendingOrder } from '../ordering';
import { type BinaryRows } from './binary-rows';
import { calibratedInOrder, fitCalibrator } from './calibrator';
import { labelledGroups } from './scored-outcomes';

/** Group metrics that can be expected before labels arrive. */
export type EstimatedGroupMetric = 'selection_rate' | 'base_rate' | 'tpr' | 'fpr';

/** A rate with its interval, and the standard error behind it; null where there is no rate. */
export interface ExpectedRate {
  readonly estimate: Estimate;
  readonly samplingError: number | null;
}

/** One group's expected confusion matrix and rates. */
export interface EstimatedGroup {
  readonly group: string;
  /** Rows with score, prediction and group. */
  readonly n: number;
  readonly expected: { readonly tp: number; readonly fp: number; readonly fn: number; readonly tn: number };
  readonly metrics: Readonly<Record<EstimatedGroupMetric, ExpectedRate>>;
}

/** The greatest difference between two groups, highest minus lowest. */
export interface EstimatedGap {
  readonly metric: EstimatedGroupMetric;
  readonly difference: ExpectedRate;
  /** The groups with the highest and the lowest value; null where fewer than two have one. */
  readonly between: readonly [string, string] | null;
}

interface GroupRequest {
  /** With labels, to calibrate the scores; its groups are not needed. */
  readonly reference: BinaryRows;
  readonly analysis: BinaryRows;
  /** The group of each analysis row, an index into `names`; −1 where unknown. */
  readonly groupOf: Int32Array;
  readonly names: readonly string[];
}

const metrics: readonly EstimatedGroupMetric[] = ['selection_rate', 'base_rate', 'tpr', 'fpr'];
const LEVEL = 0.95;

/**
 * Fairness before labels arrive: each group's expected confusion matrix from calibrated probabilities, and the rates that
 * follow. Rows are taken as independent, positive with their probability p: the standard error of a rate is that of a
 * ratio of expected counts under this (delta method, Σ p(1 − p)(…)² over the rows), plus, where the rate is a share of
 * rows, the sampling of the rows themselves. Intervals are ± 1.96 standard errors, within [0, 1], and leave out the error
 * of the calibration. Assumes that probabilities calibrated on everybody are calibrated in each group, and no concept drift:
 * where a group's scores are systematically too high, so is its expected rate.
 * Throws RangeError when lists differ in length. O(n log n).
 */
export function estimatedGroups(request: GroupRequest): {
  readonly groups: readonly EstimatedGroup[];
  readonly gaps: readonly EstimatedGap[];
} {
  const { analysis, groupOf, names } = request;
  if (groupOf.length !== analysis.scores.length)
    throw new RangeError('groups and rows are of different lengths');
  const calibrator = fitCalibrator(labelledGroups(request.reference));
  const order = ascendingOrder(analysis.scores);
  const probabilities = calibratedInOrder(calibrator, analysis.scores, order);
  const sums = names.map(() => new GroupSums());
  order.forEach((row, at) => {
    const prediction = analysis.predictions[row]!;
    if (prediction >= 0) sums[groupOf[row]!]?.add(probabilities[at]!, prediction);
  });
  const groups = sums.map((group, at) => ({ group: names[at]!, ...group.result() }));
  return { groups, gaps: metrics.map((metric) => greatestGap(metric, groups)) };
}

/** Sums of p and of p(1 − p), by prediction. */
class GroupSums {
  private readonly rows = [0, 0];
  private readonly positive = [0, 0];
  private readonly variance = [0, 0];
  private isProbability = true;

  add(probability: number, prediction: number): void {
    this.rows[prediction]! += 1;
    this.positive[prediction]! += probability;
    this.variance[prediction]! += probability * (1 - probability);
    this.isProbability &&= probability >= 0 && probability <= 1;
  }

  result(): Omit<EstimatedGroup, 'group'> {
    const [fn, tp] = this.positive as [number, number];
    const [negative, selected] = this.rows as [number, number];
    const n = negative + selected;
    const expected = { tp, fp: selected - tp, fn, tn: negative - fn };
    const shareOf = (count: number, method: string): ExpectedRate => {
      if (n === 0) return without({ n, method, reason: 'no_rows' });
      const value = count / n;
      return rate(value, Math.sqrt((value * (1 - value)) / n), { n, method });
    };
    return {
      n,
      expected,
      metrics: {
        selection_rate: shareOf(selected, 'selection_rate'),
        base_rate: this.guarded(shareOf(tp + fn, 'expected_base_rate')),
        tpr: this.guarded(this.ratio('expected_tpr', [tp, fn])),
        fpr: this.guarded(this.ratio('expected_fpr', [selected - tp, negative - fn])),
      },
    };
  }

  /** hits / (hits + misses): both are sums over rows of one prediction each, with the variances kept. */
  private ratio(method: string, [hits, misses]: readonly [number, number]): ExpectedRate {
    const n = this.rows[0]! + this.rows[1]!;
    const total = hits + misses;
    if (n === 0) return without({ n, method, reason: 'no_rows' });
    if (total === 0) {
      return without({ n, method, reason: method === 'expected_tpr' ? 'no_positives' : 'no_negatives' });
    }
    const value = hits / total;
    const [ofMisses, ofHits] = this.variance as [number, number];
    const variance = (ofHits * (1 - value) ** 2 + ofMisses * value ** 2) / total ** 2;
    return rate(value, Math.sqrt(variance), { n, method });
  }

  private guarded(found: ExpectedRate): ExpectedRate {
    const { n, method } = found.estimate;
    return this.isProbability ? found : without({ n, method, reason: 'score_out_of_range' });
  }
}

const without = (basis: Parameters<typeof notComputable>[0]): ExpectedRate => ({
  estimate: notComputable(basis),
  samplingError: null,
});

function rate(
  value: number,
  samplingError: number,
  { n, method, least = 0 }: { n: number; method: string; least?: number },
): ExpectedRate {
  const reach = twoSidedZ(LEVEL) * samplingError;
  const [lower, upper] = [Math.max(least, value - reach), Math.min(1, value + reach)];
  const interval = { lower, upper, confidenceLevel: LEVEL, method: 'normal' };
  return { estimate: known({ value, n, method, interval }), samplingError };
}

function greatestGap(metric: EstimatedGroupMetric, groups: readonly EstimatedGroup[]): EstimatedGap {
  const method = `expected_${metric}_difference`;
  const rates = groups.flatMap(({ group, metrics: values }) => {
    const { estimate, samplingError } = values[metric];
    return estimate.status === 'ok'
      ? [{ group, n: estimate.n, value: estimate.value, error: samplingError! }]
      : [];
  });
  const n = rates.reduce((sum, group) => sum + group.n, 0);
  const [first, ...others] = rates;
  if (first === undefined || others.length === 0) {
    return { metric, difference: without({ n, method, reason: 'single_group' }), between: null };
  }
  const highest = others.reduce((best, other) => (other.value > best.value ? other : best), first);
  const lowest = others.reduce((best, other) => (other.value < best.value ? other : best), first);
  const error = highest === lowest ? 0 : Math.hypot(highest.error, lowest.error);
  return {
    metric,
    difference: rate(highest.value - lowest.value, error, { n, method, least: -1 }),
    between: [highest.group, lowest.group],
  };
}
