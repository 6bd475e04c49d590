import { type FairnessCriterion } from '@countersign/statistics/fairness';

/** The criteria of an audit that names none; docs/spec/fairness.md, F-12 gives the source of every number. */
export const defaultCriteria: readonly FairnessCriterion[] = [
  { name: 'impact_ratio', minimumRatio: 0.8 },
  { name: 'demographic_parity', maximumDifference: 0.2 },
  { name: 'equal_opportunity', maximumDifference: 0.2 },
  { name: 'equalized_odds', maximumDifference: 0.2 },
];
