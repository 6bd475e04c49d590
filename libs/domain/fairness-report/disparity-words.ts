import { type DisparityName } from '@countersign/statistics/fairness';

interface DisparityWords {
  readonly name: string;
  /** What is compared, for a reader who knows no formula. */
  readonly meaning: string;
}

const words: Readonly<Record<DisparityName, DisparityWords>> = {
  demographic_parity: {
    name: 'demographic parity',
    meaning: 'how often each group is predicted positive',
  },
  impact_ratio: {
    name: 'impact ratio',
    meaning: 'how often each group gets the favourable prediction, as a ratio to the reference',
  },
  equal_opportunity: {
    name: 'equal opportunity',
    meaning: 'true positive rate: of the people who are actually positive, how many are predicted so',
  },
  equalized_odds: {
    name: 'equalized odds',
    meaning: 'the worse of two gaps, in the true positive rate and in the false positive rate',
  },
  average_odds: {
    name: 'average odds',
    meaning: 'the mean of the true positive rate and the false positive rate',
  },
  predictive_parity: {
    name: 'predictive parity',
    meaning: 'precision: of the people predicted positive, how many actually are',
  },
  fpr_parity: {
    name: 'false positive rate parity',
    meaning: 'of the people who are actually negative, how many are predicted positive',
  },
  fnr_parity: {
    name: 'false negative rate parity',
    meaning: 'of the people who are actually positive, how many are predicted negative',
  },
  for_parity: {
    name: 'false omission rate parity',
    meaning: 'of the people predicted negative, how many are actually positive',
  },
  accuracy_parity: {
    name: 'accuracy parity',
    meaning: 'how often the prediction is right',
  },
  treatment_equality: {
    name: 'treatment equality',
    meaning: 'false negatives for each false positive',
  },
  scoring_rate: {
    name: 'scoring rate',
    meaning: 'the share of each group with a score above the median of all scores',
  },
  conditional_demographic_disparity: {
    name: 'disparity within strata',
    meaning:
      'each group’s share of the unfavourable minus its share of the favourable predictions, by stratum',
  },
  theil: {
    name: 'Theil index',
    meaning: 'how unequally the benefit of the predictions is spread over people; 0 is equal',
  },
  generalized_entropy: {
    name: 'generalised entropy',
    meaning:
      'how unequally the benefit of the predictions is spread over people, large benefits weighing more',
  },
};

export const disparityName = (disparity: DisparityName): string => words[disparity].name;

export const disparityMeaning = (disparity: DisparityName): string => words[disparity].meaning;
