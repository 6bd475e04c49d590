import { type Estimate, known, notComputable } from '../inference';
import { type ExtremeGroups } from './compare-groups';
import { groupRate } from './group-rate';
import { type GroupCounts } from './outcome-counts';

/** Smoothed differential fairness of all groups, small ones included: the smoothing is what tames them. */
export interface DifferentialFairness {
  /** ε of the predictions: at least 0, and 0 where all groups are treated alike. */
  readonly epsilon: Estimate;
  /** The two groups at the worst pair, the one with the lower selection rate first; null where there is none. */
  readonly between: ExtremeGroups | null;
  /** ε of the labels: what the data brought along. */
  readonly labelEpsilon: Estimate;
  /** ε of the predictions minus ε of the labels: what the model added. */
  readonly amplification: Estimate;
}

/**
 * Smoothed empirical differential fairness: the largest |ln| of a ratio of two groups' rates, of the predicted positive or
 * of the predicted negative, each rate being (k + ½) / (n + 1): a Dirichlet prior of concentration 1 on two outcomes.
 * Meant for intersections, where small groups make plain ratios useless. No interval is known. O(groups).
 * Source: Foulds et al., ICDE 2020.
 */
export function differentialFairness(groups: readonly GroupCounts[]): DifferentialFairness {
  const predicted = worstPair(groups, 'selection_rate');
  const labelled = worstPair(groups, 'base_rate');
  const [epsilon, labelEpsilon] = [predicted.epsilon, labelled.epsilon];
  const basis = { n: Math.min(epsilon.n, labelEpsilon.n), method: 'bias_amplification' };
  const unknown = [epsilon, labelEpsilon].find((estimate) => estimate.status !== 'ok');
  const amplification =
    unknown?.status === 'not_computable'
      ? notComputable({ ...basis, reason: unknown.reason })
      : known({ ...basis, value: epsilon.value! - labelEpsilon.value! });
  return { epsilon, between: predicted.between, labelEpsilon, amplification };
}

function worstPair(
  groups: readonly GroupCounts[],
  name: 'selection_rate' | 'base_rate',
): { epsilon: Estimate; between: ExtremeGroups | null } {
  const rates = groups.flatMap((group) => {
    const { numerator, denominator } = groupRate(name, group, 'positive');
    if (denominator === 0) return [];
    return { group: group.group, n: denominator, rate: (numerator + 0.5) / (denominator + 1) };
  });
  const n = rates.reduce((sum, each) => sum + each.n, 0);
  const basis = { n, method: `smoothed_differential_fairness_of_${name}` };
  if (rates.length < 2) {
    const reason = rates.length === 1 ? 'single_group' : 'missing_group';
    return { epsilon: notComputable({ ...basis, reason }), between: null };
  }
  // |ln| of a ratio is largest between the extremes, for the negatives as for the positives.
  const low = rates.reduce((lowest, next) => (next.rate < lowest.rate ? next : lowest));
  const high = rates.reduce((highest, next) => (next.rate >= highest.rate ? next : highest));
  const positive = Math.log(high.rate / low.rate);
  const negative = Math.log((1 - low.rate) / (1 - high.rate));
  return {
    epsilon: known({ ...basis, value: Math.max(positive, negative) }),
    between: [low.group, high.group],
  };
}
