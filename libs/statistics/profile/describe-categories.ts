import { compareCodePoints } from '../ordering';
import { categoryOf } from './add-category';

/** Summary of a categorical column. n counts the values that have a category. */
export interface CategoryDescription {
  readonly kind: 'categorical';
  readonly rows: number;
  readonly n: number;
  readonly missing: number;
  readonly mismatched: number;
  readonly distinct: number;
  /** The most frequent categories, ties in code-point order. */
  readonly top: readonly { readonly value: string; readonly count: number }[];
  /** Rows of the categories that are not in `top`. */
  readonly otherCount: number;
}

/** Describes a column of categories, naming the `topCount` most frequent ones. */
export function describeCategories(values: readonly unknown[], topCount = 20): CategoryDescription {
  const counts = new Map<string, number>();
  let missing = 0;
  let mismatched = 0;
  for (const value of values) {
    const category = categoryOf(value);
    if (category === null) missing += 1;
    else if (category === undefined) mismatched += 1;
    else counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  const top = [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || compareCodePoints(a.value, b.value))
    .slice(0, topCount);
  const n = values.length - missing - mismatched;
  const named = top.reduce((sum, { count }) => sum + count, 0);
  return {
    kind: 'categorical',
    rows: values.length,
    n,
    missing,
    mismatched,
    distinct: counts.size,
    top,
    otherCount: n - named,
  };
}
