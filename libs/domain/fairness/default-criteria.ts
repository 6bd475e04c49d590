import type { FairnessCriterion } from '@countersign/statistics/fairness';

/** What an audit that names no criteria is judged by; docs/spec/fairness.md, F-12 gives the source of every limit. */
export const defaultCriteria: readonly FairnessCriterion[] = [
  { name: 'impact_ratio', minimumRatio: 0.8 },
  { name: 'demographic_parity', maximumDifference: 0.2 },
  { name: 'equal_opportunity', maximumDifference: 0.2 },
  { name: 'equalized_odds', maximumDifference: 0.2 },
];

/** Predicted rows below which a group is outside every verdict, unless the audit or the policy says otherwise. */
export const defaultMinimumGroupSize = 30;
