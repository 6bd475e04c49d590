import { type DistinctSketch } from './distinct-sketch';

/**
 * Mergeable summary of a categorical column. Up to `capacity` categories are counted by name; the rest falls into
 * `other`. Which ones stay does not depend on the order of the rows: they are the categories that rank lowest under a
 * fixed hash, so a kept category has always been kept and its count is exact.
 */
export interface CategoricalProfile {
  readonly kind: 'categorical';
  /** Values with a category, those in `other` included. */
  n: number;
  missing: number;
  /** Values that are no category, such as objects. */
  mismatched: number;
  /** Most categories counted by name. */
  readonly capacity: number;
  /** Rows by category. A Map, so that names such as __proto__ are names like any other. */
  readonly counts: Map<string, number>;
  /** Rows of the categories that found no room. */
  other: { rows: number };
  /**
   * Which categories occurred, those in `other` included. Null while every category is counted by name, since the names
   * say as much; null also where `other` holds rows and the sketch was not kept.
   */
  distinct: DistinctSketch | null;
}

/** The profile of no rows: the identity of `mergeProfiles`. Throws RangeError unless capacity is a positive integer. */
export function emptyCategoricalProfile(capacity = 1000): CategoricalProfile {
  if (!Number.isInteger(capacity) || capacity < 1)
    throw new RangeError(`capacity must be at least 1, got ${capacity}`);
  return {
    kind: 'categorical',
    n: 0,
    missing: 0,
    mismatched: 0,
    capacity,
    counts: new Map(),
    other: { rows: 0 },
    distinct: null,
  };
}
