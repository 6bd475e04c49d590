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
    equal_opportunity: 'True positive rates.',
    equalized_odds: 'True and false positive rates; the worse of the two.',
    impact_ratio: 'Rates of the favourable prediction.',
  },
);
