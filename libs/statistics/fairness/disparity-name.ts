import { type GroupMeasureName } from './group-measure';

/** Every disparity of an audit, in the order in which it lists them. */
export const disparityNames = [
  'demographic_parity',
  'impact_ratio',
  'equal_opportunity',
  'equalized_odds',
  'average_odds',
  'predictive_parity',
  'fpr_parity',
  'fnr_parity',
  'for_parity',
  'accuracy_parity',
  'treatment_equality',
  'scoring_rate',
  'conditional_demographic_disparity',
  'theil',
  'generalized_entropy',
] as const;

export type DisparityName = (typeof disparityNames)[number];

/** Disparities that compare one measure of every group with that of a reference. */
export type ComparedDisparityName = Exclude<
  DisparityName,
  'equalized_odds' | 'conditional_demographic_disparity' | 'theil' | 'generalized_entropy'
>;

/** What each compares between groups. */
export const comparedMeasure: Readonly<Record<ComparedDisparityName, GroupMeasureName>> = {
  demographic_parity: 'selection_rate',
  impact_ratio: 'favourable_rate',
  equal_opportunity: 'tpr',
  average_odds: 'mean_odds',
  predictive_parity: 'ppv',
  fpr_parity: 'fpr',
  fnr_parity: 'fnr',
  for_parity: 'for',
  accuracy_parity: 'accuracy',
  treatment_equality: 'error_odds',
  scoring_rate: 'scoring_rate',
};
