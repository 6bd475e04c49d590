/** Why a statistic has no value. An undefined result carries one of these, never NaN and never a made-up number. */
export type ReasonCode =
  /** Nothing to count: no row took part. */
  | 'no_rows'
  /** No row carries a label. */
  | 'no_labels'
  /** No row carries a score. */
  | 'no_scores'
  /** A score lies outside [0, 1], so it is no probability. */
  | 'score_out_of_range'
  /** No row is actually positive. */
  | 'no_positives'
  /** No row is actually negative. */
  | 'no_negatives'
  /** No row is predicted positive. */
  | 'no_predicted_positives'
  /** No row is predicted negative. */
  | 'no_predicted_negatives'
  /** The value one would divide by or compare with is zero. */
  | 'zero_reference'
  /** All values are the same, so there is no spread to measure against. */
  | 'zero_variance'
  /** More values than an exact method reads; a binned method has no such limit. */
  | 'too_many_rows'
  /** The values are so large that their squares leave the range of a double. */
  | 'out_of_range'
  /** Fewer observations than the caller demands. */
  | 'below_minimum_n'
  /** The baseline side holds no usable value. */
  | 'empty_baseline'
  /** Fewer than two categories or bins hold anything. */
  | 'single_category'
  /** Only one group is left to compare. */
  | 'single_group'
  /** No group at all. */
  | 'missing_group'
  /** The criterion sets no limit to judge by. */
  | 'no_limit'
  /** The current side holds no usable value. */
  | 'empty_current'
  /** Only one class occurs among the labels. */
  | 'single_class'
  /** Fewer observations than the formula needs to have an answer at all. */
  | 'too_few_rows'
  /** The two columns are of different kinds, such as numbers against text. */
  | 'type_changed'
  /** The method is defined for another kind of column. */
  | 'method_does_not_fit'
  /** The column is not there. */
  | 'missing_column'
  /** The method wants both sides to be of the same size, or a table of another shape. */
  | 'unsuitable_table'
  /** An iteration did not converge. */
  | 'no_convergence'
  /** The group holds less than the least share of the population. */
  | 'below_minimum_share'
  /** No stratum holds both sides. */
  | 'no_common_stratum'
  /** A value is negative where the method takes none. */
  | 'negative_value'
  /** Of an interval: the value is the farthest of several, and one that was looked for lies farther than the truth. */
  | 'farthest_of_several'
  /** Of an interval: the estimate lies off the truth by more than an interval would allow for. */
  | 'biased_estimate'
  /** The categories were inferred, and the rule that is measured by takes stated ones alone. */
  | 'inferred_categories'
  /** The two sides answer different questions, such as by calling another value positive. */
  | 'other_question';
