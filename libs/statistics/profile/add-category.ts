import { type CategoricalProfile } from './categorical-profile';
import { compareCategoryRank } from './category-rank';
import { categorySketch } from './distinct-categories';
import { textHash } from './distinct-hash';
import { addHash } from './distinct-sketch';
import { lastCategory, replaceLastCategory } from './last-category';

/**
 * Counts one value into the profile, in place. Null, undefined and NaN are missing; texts, numbers, booleans and bigints
 * are categories by their text; anything else is a mismatch.
 */
export function addCategory(profile: CategoricalProfile, value: unknown): void {
  const category = categoryOf(value);
  if (category === null) profile.missing += 1;
  else if (category === undefined) profile.mismatched += 1;
  else addCategoryRows(profile, category, 1);
}

/** The text a value is counted under; null when it is missing, undefined when it is no category. */
export function categoryOf(value: unknown): string | null | undefined {
  if (value === null || value === undefined || Number.isNaN(value)) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value);
  return undefined;
}

/** Counts rows of one category, in place: what an engine that counts by category hands over. */
export function addCategoryRows(profile: CategoricalProfile, category: string, rows: number): void {
  profile.n += rows;
  const present = profile.counts.get(category);
  if (present !== undefined) {
    profile.counts.set(category, present + rows);
    return;
  }
  if (profile.counts.size === profile.capacity && profile.other.rows === 0)
    profile.distinct = categorySketch(profile);
  keepCategory(profile, category, rows);
  if (profile.distinct) addHash(profile.distinct, textHash(category));
}

/** Adds rows to a category, or to `other` when it finds no room; a category that is pushed out takes its rows along. */
export function keepCategory(profile: CategoricalProfile, category: string, rows: number): void {
  const { counts, other } = profile;
  const present = counts.get(category);
  if (present !== undefined || counts.size < profile.capacity) {
    counts.set(category, (present ?? 0) + rows);
    return;
  }
  const last = lastCategory(profile);
  if (compareCategoryRank(category, last) > 0) {
    other.rows += rows;
    return;
  }
  other.rows += counts.get(last)!;
  counts.delete(last);
  counts.set(category, rows);
  replaceLastCategory(profile, category);
}
