import { type CategoricalProfile } from './categorical-profile';
import { textHash } from './distinct-hash';
import {
  addHash,
  type DistinctCount,
  distinctCount,
  type DistinctSketch,
  emptyDistinctSketch,
} from './distinct-sketch';

/** How many categories a profile has seen, and how many of them found no room among those counted by name. */
export interface DistinctCategories extends DistinctCount {
  readonly other: number;
}

/**
 * The number of categories of a profile: exact while all are counted by name, estimated once some fell into `other`
 * (see `distinctCount` for the error); null where that happened and no sketch was kept.
 */
export function distinctCategories(profile: CategoricalProfile): DistinctCategories | null {
  const named = profile.counts.size;
  if (profile.other.rows === 0) return { value: named, method: 'exact', standardError: 0, other: 0 };
  if (profile.distinct === null) return null;
  const estimate = distinctCount(profile.distinct);
  // At least one more than the named, at most one for each row outside.
  const other = Math.min(Math.max(estimate.value - named, 1), profile.other.rows);
  return { ...estimate, value: named + other, other };
}

/** A sketch of all categories of a profile; null where it was not kept. */
export function categorySketch({ counts, other, distinct }: CategoricalProfile): DistinctSketch | null {
  if (other.rows > 0) return distinct;
  const sketch = emptyDistinctSketch();
  for (const category of counts.keys()) addHash(sketch, textHash(category));
  return sketch;
}
