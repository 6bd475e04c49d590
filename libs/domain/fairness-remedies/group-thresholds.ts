import { type FavourableOutcome, type OutcomeCounts, rateCells } from '@countersign/statistics/fairness';
import { outcomesAt, type ScoreTails } from '@countersign/statistics/fairness-evidence';
import { type Estimate, known, notComputable, wilsonInterval } from '@countersign/statistics/inference';
import { scoreEdges } from '../fairness';

/** A rate that group-specific thresholds could make alike. */
export type EqualisedRate = 'favourable_rate' | 'fpr' | 'tpr';

/** One group under the common threshold and under one of its own. */
export interface GroupThreshold {
  readonly group: readonly string[];
  readonly bin: number;
  readonly threshold: number;
  readonly before: Estimate;
  readonly after: Estimate;
  readonly countsBefore: OutcomeCounts;
  readonly countsAfter: OutcomeCounts;
  /** Cases of the group decided otherwise than under the common threshold. */
  readonly changed: number;
}

export interface GroupThresholds {
  /** The rate of all groups together at the common threshold. */
  readonly target: number;
  readonly groups: readonly GroupThreshold[];
}

export interface EqualisingOptions {
  readonly rate: EqualisedRate;
  /** The bin edge of the common threshold. */
  readonly common: number;
  readonly favourable: FavourableOutcome;
  readonly confidenceLevel: number;
}

/**
 * For each group the bin edge at which its rate comes nearest to that of all groups together at the common threshold; of two
 * alike the one nearer to the common threshold, then the lower. Nothing is drawn by lot, so that rates come near and need
 * not meet. A thought experiment: it says what would change and deploys nothing. Null where the rate has no denominator.
 * O(groups × bins).
 */
export function groupThresholds(
  tails: readonly ScoreTails[],
  options: EqualisingOptions,
): GroupThresholds | null {
  const { common } = options;
  const before = tails.map((each) => outcomesAt(each, common));
  const fractions = before.map((counts) => fractionOf(counts, options));
  const rows = fractions.reduce((sum, { n }) => sum + n, 0);
  if (rows === 0) return null;
  const target = fractions.reduce((sum, { k }) => sum + k, 0) / rows;
  return {
    target,
    groups: tails.map((each, at) => {
      const bin = nearestBin(each, target, options);
      const after = outcomesAt(each, bin);
      return {
        ...{ group: each.group, bin, threshold: scoreEdges[bin]! },
        ...{ countsBefore: before[at]!, countsAfter: after },
        before: rateOf(before[at]!, options),
        after: rateOf(after, options),
        changed: Math.abs(positives(after) - positives(before[at]!)),
      };
    }),
  };
}

const positives = ({ tp, fp, unlabelledPositive }: OutcomeCounts): number => tp + fp + unlabelledPositive;

function fractionOf(counts: OutcomeCounts, { rate, favourable }: EqualisingOptions) {
  const cells = rateCells(rate, favourable);
  const sum = (names: readonly (keyof OutcomeCounts)[]) =>
    names.reduce((total, cell) => total + counts[cell], 0);
  return { k: sum(cells.numerator), n: sum(cells.denominator), reason: cells.reasonIfZero };
}

function rateOf(counts: OutcomeCounts, options: EqualisingOptions): Estimate {
  const { k, n, reason } = fractionOf(counts, options);
  const basis = { n, numerator: k, denominator: n, method: 'proportion' };
  if (n === 0) return notComputable({ ...basis, reason });
  return known({ ...basis, value: k / n, interval: wilsonInterval(k, n, options.confidenceLevel) });
}

function nearestBin(tails: ScoreTails, target: number, options: EqualisingOptions): number {
  const { common } = options;
  let nearest = { bin: common, distance: Infinity };
  for (let bin = 0; bin < tails.positives.length; bin += 1) {
    const { k, n } = fractionOf(outcomesAt(tails, bin), options);
    if (n === 0) continue;
    const distance = Math.abs(k / n - target);
    const isNearer = Math.abs(bin - common) < Math.abs(nearest.bin - common);
    if (distance < nearest.distance || (distance === nearest.distance && isNearer))
      nearest = { bin, distance };
  }
  return nearest.bin;
}
