import { type ReasonCode } from '@countersign/statistics/inference';

const texts: Partial<Record<ReasonCode, string>> = {
  empty_baseline: 'the reference holds no value',
  empty_current: 'the current file holds no value',
  no_rows: 'the current file holds no value',
  missing_column: 'the current file has no such column',
  type_changed: 'the type has changed; --categorical compares the values as texts',
  method_does_not_fit: 'the method does not fit this kind of column',
  zero_variance: 'all values are the same',
  single_category: 'there is only one category',
  unsuitable_table: 'the method wants exactly two categories',
  zero_reference: 'a bin or category is empty on one side, which this method cannot divide by',
  too_few_rows: 'too few rows',
  out_of_range: 'the values are too large to compute with',
  no_limit: 'the method has no threshold of its own; --threshold sets one',
};

/** A reason in words; the code itself where there are none. */
export function reasonText(reason: ReasonCode): string {
  return texts[reason] ?? reason.replaceAll('_', ' ');
}
