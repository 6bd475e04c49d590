import { type DisparityLimit, type DisparityName } from '@countersign/statistics/fairness';

/** The disparities that make the verdict of an audit that names none; docs/spec/fairness.md, F-12. */
export const defaultCriteria: readonly DisparityName[] = [
  'impact_ratio',
  'demographic_parity',
  'equal_opportunity',
  'equalized_odds',
];

/**
 * What each disparity is judged by unless --limit says otherwise; docs/spec/fairness.md, F-12 and F-22, give the source of every limit.
 * Treatment equality and the indices of inequality have none: nobody has set one.
 */
export const defaultLimits: Readonly<Partial<Record<DisparityName, DisparityLimit>>> = {
  impact_ratio: { minimumRatio: 0.8 },
  scoring_rate: { minimumRatio: 0.8 },
  demographic_parity: { maximumDifference: 0.2 },
  equal_opportunity: { maximumDifference: 0.2 },
  equalized_odds: { maximumDifference: 0.2 },
  average_odds: { maximumDifference: 0.2 },
  predictive_parity: { maximumDifference: 0.2 },
  fpr_parity: { maximumDifference: 0.2 },
  fnr_parity: { maximumDifference: 0.2 },
  for_parity: { maximumDifference: 0.2 },
  accuracy_parity: { maximumDifference: 0.2 },
  conditional_demographic_disparity: { maximumDifference: 0.2 },
};

/** A pass needs groups of this size unless --min-group says otherwise. */
export const smallestGroupForPass = 30;
