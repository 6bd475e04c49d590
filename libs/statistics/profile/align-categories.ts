import { compareCodePoints } from '../ordering';
import { type CategoricalProfile } from './categorical-profile';
import { compareCategoryRank } from './category-rank';

/** Counts of two profiles over the same categories, in code-point order. */
export interface AlignedCategories {
  readonly categories: readonly string[];
  readonly reference: readonly number[];
  readonly current: readonly number[];
  /** True when the last count on either side holds everything that found no room in one of the profiles. */
  readonly hasOther: boolean;
}

/**
 * Lays two categorical profiles side by side, for PSI, Jensen–Shannon and chi-square. Where one of them overflowed, the
 * categories it may have dropped go to one last "other" count on both sides, so that both count the same thing.
 */
export function alignCategories(
  reference: CategoricalProfile,
  current: CategoricalProfile,
): AlignedCategories {
  const limits = [reference, current].flatMap((profile) =>
    profile.other.rows > 0 ? [lastKeptCategory(profile)] : [],
  );
  const limit = limits.length === 0 ? null : limits.reduce((a, b) => (compareCategoryRank(a, b) < 0 ? a : b));
  const categories = [...new Set([...reference.counts.keys(), ...current.counts.keys()])]
    .filter((category) => limit === null || compareCategoryRank(category, limit) <= 0)
    .sort(compareCodePoints);
  const countsOf = (profile: CategoricalProfile): number[] => {
    const named = categories.map((category) => profile.counts.get(category) ?? 0);
    return limit === null ? named : [...named, profile.n - named.reduce((sum, rows) => sum + rows, 0)];
  };
  return { categories, reference: countsOf(reference), current: countsOf(current), hasOther: limit !== null };
}

function lastKeptCategory(profile: CategoricalProfile): string {
  return [...profile.counts.keys()].reduce((a, b) => (compareCategoryRank(a, b) > 0 ? a : b));
}
