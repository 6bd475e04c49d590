import { type Estimate, known, notComputable, type ReasonCode } from '../inference';

/** How labels differ between two groups before any model has seen them. */
export interface LabelBias {
  /** (n₁ − n₂) / (n₁ + n₂) in [−1, 1]: positive where the first group has more rows. Clarify's CI. */
  readonly classImbalance: Estimate;
  /** Share of the positive label in the first group minus that in the second. Clarify's DPL. */
  readonly labelRateDifference: Estimate;
  /** Σ p ln(p / q) in nats, first against second; not computable where the second lacks a label of the first. */
  readonly klDivergence: Estimate;
  /** ½ KL(p, m) + ½ KL(q, m) in nats, m the mean of both: from 0 to ln 2. */
  readonly jsDivergence: Estimate;
  /** Euclidean distance of the two distributions. Clarify's LP. */
  readonly l2Norm: Estimate;
  /** ½ Σ |p − q|, from 0 to 1. */
  readonly totalVariation: Estimate;
  /** The largest |p − q| of a label. Clarify's KS, which despite its name takes no order of the labels. */
  readonly largestDifference: Estimate;
}

/**
 * Label metrics of two groups from the counts of their labels, in the order and with the names of SageMaker Clarify's
 * pre-training metrics. Clarify drops labels that one of the groups lacks, by which two groups without any label in common
 * get 0 everywhere; here all labels count and such groups get 1, ln 2 and so on.
 * `positive` are the places of the labels that count as positive. Throws RangeError when the lists differ in length, a count
 * is negative or not finite, or a place is none.
 */
export function labelBias(
  first: readonly number[],
  second: readonly number[],
  positive: readonly number[],
): LabelBias {
  if (first.length !== second.length)
    throw new RangeError(`${first.length} and ${second.length} labels are no pair`);
  const rows = [total(first), total(second)] as const;
  const n = rows[0] + rows[1];
  if (positive.some((place) => first[place] === undefined))
    throw new RangeError(`${positive.join(', ')}: no such labels`);
  const reason: ReasonCode | null = rows[0] === 0 || rows[1] === 0 ? 'no_rows' : null;
  const estimate = (method: string, value: () => number | ReasonCode): Estimate => {
    if (reason !== null) return notComputable({ n, method, reason });
    const result = value();
    return typeof result === 'string'
      ? notComputable({ n, method, reason: result })
      : known({ n, method, value: result });
  };
  const p = first.map((count) => count / rows[0]);
  const q = second.map((count) => count / rows[1]);
  const gaps = p.map((share, label) => share - q[label]!);
  const mean = p.map((share, label) => (share + q[label]!) / 2);
  return {
    classImbalance:
      n === 0
        ? notComputable({ n, method: 'class_imbalance', reason: 'no_rows' })
        : known({ n, method: 'class_imbalance', value: (rows[0] - rows[1]) / n }),
    labelRateDifference: estimate('label_rate_difference', () =>
      positive.reduce((sum, place) => sum + gaps[place]!, 0),
    ),
    klDivergence: estimate('kl_divergence', () => kl(p, q) ?? 'zero_reference'),
    jsDivergence: estimate('js_divergence', () => Math.max(0, (kl(p, mean)! + kl(q, mean)!) / 2)),
    l2Norm: estimate('l2_norm', () => Math.hypot(...gaps)),
    totalVariation: estimate('total_variation', () => gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / 2),
    largestDifference: estimate('largest_difference', () => Math.max(...gaps.map(Math.abs))),
  };
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => {
    if (!(count >= 0 && Number.isFinite(count))) throw new RangeError(`a count is needed, got ${count}`);
    return sum + count;
  }, 0);
}

/** Null where q lacks what p has. */
function kl(p: readonly number[], q: readonly number[]): number | null {
  let sum = 0;
  for (const [label, share] of p.entries()) {
    if (share === 0) continue;
    if (q[label] === 0) return null;
    sum += share * Math.log(share / q[label]!);
  }
  return sum;
}
