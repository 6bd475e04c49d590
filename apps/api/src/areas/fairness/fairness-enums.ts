import { wireEnum } from '../../wire/wire-enum';

export const FairnessVerdictEnum = wireEnum('FairnessVerdict', 'What an audit concludes.', {
  pass: 'Every limit is met.',
  fail: 'A computed value is beyond its limit.',
  insufficient_evidence: 'Nothing fails, and something could not be judged. It never counts as a pass.',
});

export const FavourableOutcomeEnum = wireEnum(
  'FavourableOutcome',
  'Which prediction is the good one for the person.',
  { positive: 'The predicted positive.', negative: 'The predicted negative.' },
);

export const FairnessCriterionNameEnum = wireEnum(
  'FairnessCriterionName',
  'What is compared between groups.',
  {
    demographic_parity: 'Selection rates: the share predicted positive.',
    impact_ratio: 'Rates of the favourable prediction.',
    equal_opportunity: 'True positive rates.',
    equalized_odds: 'True and false positive rates; the worse of the two.',
    average_odds: 'The mean of true and false positive rate.',
    predictive_parity: 'Positive predictive values.',
    fpr_parity: 'False positive rates.',
    fnr_parity: 'False negative rates.',
    for_parity: 'False omission rates.',
    accuracy_parity: 'Accuracies.',
    treatment_equality: 'False negatives over false positives.',
    scoring_rate: 'Shares of scores strictly above the median of all scores.',
    conditional_demographic_disparity:
      'Shares among the unfavourable and the favourable predictions, by stratum.',
    theil: "Theil's index of the benefits of all labelled rows.",
    generalized_entropy: 'The generalised entropy of the benefits of all labelled rows.',
  },
);

export const DenominatorPolicyEnum = wireEnum(
  'DenominatorPolicy',
  'Which group the others are measured against.',
  {
    max_all: 'The group of the highest rate, small ones included.',
    max_eligible: 'The group of the highest rate among those that are large enough.',
    fixed: 'A named group.',
    majority: 'The group of the most rows.',
    min: 'The group of the lowest rate.',
    overall: 'The whole population.',
  },
);

export const CorrectionEnum = wireEnum('Correction', 'How p-values allow for there being several.', {
  holm: 'By Holm: the chance of any false finding stays below the level.',
  bh: 'By Benjamini and Hochberg: the share of false findings stays below the level.',
  none: 'Not at all.',
});

export const AttributeOriginEnum = wireEnum(
  'AttributeOrigin',
  'Where the values of a sensitive attribute come from.',
  {
    self_reported: 'The people said so themselves.',
    observed: 'Somebody saw it.',
    administrative: 'Records held for another reason say so.',
    inferred: 'A model or a rule guessed it.',
    unknown: 'Nobody said.',
  },
);

/** Ids of law packs have a hyphen, which no name of GraphQL has. */
export const lawPackIds = { eeoc_four_fifths: 'eeoc-four-fifths', nyc_ll144: 'nyc-ll144' } as const;

export const LawPackEnum = wireEnum('LawPack', 'Rules about unequal outcomes, as versioned data.', {
  eeoc_four_fifths:
    'The four-fifths rule of the Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4 D.',
  nyc_ll144: "New York City's Local Law 144 of 2021.",
});
