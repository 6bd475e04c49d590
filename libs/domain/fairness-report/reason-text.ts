import { type ReasonCode } from '@countersign/statistics/inference';

const texts: Partial<Record<ReasonCode, string>> = {
  no_rows: 'no rows',
  no_labels: 'no labels',
  no_scores: 'no scores',
  score_out_of_range: 'scores outside 0 to 1',
  no_positives: 'nobody is actually positive',
  no_negatives: 'nobody is actually negative',
  no_predicted_positives: 'nobody is predicted positive',
  no_predicted_negatives: 'nobody is predicted negative',
  zero_reference: 'the rate to compare with is 0',
  zero_variance: 'all values are the same',
  below_minimum_n: 'fewer people than the minimum',
  below_minimum_share: 'a smaller share than the minimum',
  single_group: 'one group only',
  missing_group: 'no group',
  no_limit: 'no limit was set',
  single_class: 'all labels are the same',
  too_few_rows: 'too few rows',
  no_common_stratum: 'no stratum holds both sides',
  method_does_not_fit: 'not defined here',
  farthest_of_several: 'picked as the farthest of several',
  other_question: 'another value is called positive',
  inferred_categories: 'categories were inferred, which the rule does not take',
};

/** A reason in words; the code itself where there are none. */
export function reasonText(reason: ReasonCode): string {
  return texts[reason] ?? reason.replaceAll('_', ' ');
}
