import {
  defaultCriteria as domainCriteria,
  defaultMinimumGroupSize as smallestGroupForPass,
} from '@countersign/domain/fairness';
import { type DisparityLimit, type DisparityName } from '@countersign/statistics/fairness';

/** The disparities that make the verdict of an audit that names none; docs/spec/fairness.md, F-12. */
export const defaultCriteria: readonly DisparityName[] = domainCriteria.map(({ name }) => name);

/**
 * What each disparity is judged by unless --limit says otherwise; docs/spec/fairness.md, F-12 and F-22, give the source of every limit.
 * Treatment equality and the indices of inequality have none: nobody has set one.
 */
export const defaultLimits: Readonly<Partial<Record<DisparityName, DisparityLimit>>> = {
  ...Object.fromEntries(domainCriteria.map(({ name, ...limit }) => [name, limit])),
  scoring_rate: { minimumRatio: 0.8 },
  average_odds: { maximumDifference: 0.2 },
  predictive_parity: { maximumDifference: 0.2 },
  fpr_parity: { maximumDifference: 0.2 },
  fnr_parity: { maximumDifference: 0.2 },
  for_parity: { maximumDifference: 0.2 },
  accuracy_parity: { maximumDifference: 0.2 },
  conditional_demographic_disparity: { maximumDifference: 0.2 },
};

/** A pass needs groups of this size unless --min-group says otherwise. */
export { smallestGroupForPass };
