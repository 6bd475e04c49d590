import { findCategorySplit } from './category-split';
import { findNumberSplit } from './number-split';
import { type Split, splitOf, type SplitSearch } from './split';

/** The best cut of a leaf by one feature; null when none lowers the loss with enough rows on both sides. */
export function findSplit(search: SplitSearch): Split | null {
  const { bins } = search;
  const found =
    bins.kind === 'categories'
      ? findCategorySplit({ ...search, bins })
      : findNumberSplit({ ...search, bins });
  return found && splitOf(search, found);
}
