import {
  groupMetrics,
  labelledRows,
  type GroupCounts,
  type OutcomeCounts,
  predictedRows,
} from '@countersign/statistics/fairness';
import { type GroupSelection } from '@countersign/statistics/fairness-evidence';
import { type FairnessPolicy } from './audit-policy';
import { type GroupResult } from './audit-results';

/** Every group with its rates. */
export function groupResults(groups: readonly GroupCounts[], policy: FairnessPolicy): GroupResult[] {
  const total = groups.reduce((sum, { counts }) => sum + predictedRows(counts), 0);
  const { groupSize, share } = policy.minimums;
  const results = groups.map(({ group, counts, squares, scoring }) => {
    const metrics = groupMetrics(counts, {
      favourable: policy.favourable.prediction,
      confidenceLevel: 1 - policy.alpha,
      ...(squares && { squares }),
    });
    const n = predictedRows(counts);
    return { group, n, share: total === 0 ? 0 : n / total, counts, scoring: scoring ?? null, metrics };
  });
  // What rows are worth, where they are weighted; equal weights must not fall below a minimum by rounding.
  const worth = results.reduce((sum, { metrics }) => sum + metrics.selection_rate.n, 0);
  return results.map((result) => {
    const n = result.metrics.selection_rate.n * (1 + 1e-12);
    return { ...result, eligible: n >= groupSize && n >= share * worth };
  });
}

/** How many of some rows have the favourable prediction. */
export function favoured(counts: OutcomeCounts, policy: Pick<FairnessPolicy, 'favourable'>) {
  const n = predictedRows(counts);
  const positive = counts.tp + counts.fp + counts.unlabelledPositive;
  return { n, selected: policy.favourable.prediction === 'positive' ? positive : n - positive };
}

/** Every group by its favourable predictions. */
export function selections(
  groups: readonly GroupCounts[],
  policy: Pick<FairnessPolicy, 'favourable'>,
): GroupSelection[] {
  return groups.map(({ group, counts }) => ({ group, ...favoured(counts, policy) }));
}

/** Predicted rows without label. */
export function unlabelledRows(groups: readonly GroupCounts[]): number {
  return groups.reduce((sum, { counts }) => sum + predictedRows(counts) - labelledRows(counts), 0);
}
