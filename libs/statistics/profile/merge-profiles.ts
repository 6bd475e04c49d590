import { keepCategory } from './add-category';
import { type CategoricalProfile } from './categorical-profile';
import { categorySketch } from './distinct-categories';
import { mergeDistinctSketches } from './distinct-sketch';
import { mergeMoments } from './moments';
import { type NumericProfile } from './numeric-profile';
import { ProfileError } from './profile-error';
import { mergeQuantileSketches } from './quantile-sketch';

export type Profile = NumericProfile | CategoricalProfile;

/**
 * The profile of the rows of both, as if they had been counted together: counts and sketches exactly, moments by the update
 * of Chan, Golub and LeVeque (1983). Associative and commutative, with the empty profile as identity; the inputs stay
 * untouched. A sketch that one side has not kept is lacking in the result.
 * Throws ProfileError when kinds, edges or capacities differ.
 */
export function mergeProfiles<P extends Profile>(a: P, b: P): P;
export function mergeProfiles(a: Profile, b: Profile): Profile {
  if (a.kind === 'numeric' && b.kind === 'numeric') return mergeNumeric(a, b);
  if (a.kind === 'categorical' && b.kind === 'categorical') return mergeCategorical(a, b);
  throw new ProfileError('kind_differs', '$.kind', `a ${a.kind} profile does not merge with a ${b.kind} one`);
}

function mergeNumeric(a: NumericProfile, b: NumericProfile): NumericProfile {
  assertSameEdges(a.edges, b.edges);
  return {
    kind: 'numeric',
    n: a.n + b.n,
    missing: a.missing + b.missing,
    notANumber: a.notANumber + b.notANumber,
    infinite: a.infinite + b.infinite,
    mismatched: a.mismatched + b.mismatched,
    ...mergeMoments(a, b),
    min: extreme(a.min, b.min, Math.min),
    max: extreme(a.max, b.max, Math.max),
    edges: a.edges,
    counts: a.counts.map((count, bin) => count + b.counts[bin]!),
    quantiles: a.quantiles && b.quantiles && mergeQuantileSketches(a.quantiles, b.quantiles),
    distinct: a.distinct && b.distinct && mergeDistinctSketches(a.distinct, b.distinct),
  };
}

function extreme(a: number | null, b: number | null, pick: (a: number, b: number) => number): number | null {
  if (a === null || b === null) return a ?? b;
  return pick(a, b);
}

function assertSameEdges(a: readonly number[], b: readonly number[]): void {
  const place = a.findIndex((edge, index) => edge !== b[index]);
  if (a.length === b.length && place === -1) return;
  throw new ProfileError(
    'edges_differ',
    `$.edges[${place === -1 ? a.length : place}]`,
    'the profiles have different edges',
  );
}

function mergeCategorical(a: CategoricalProfile, b: CategoricalProfile): CategoricalProfile {
  if (a.capacity !== b.capacity) {
    throw new ProfileError('capacity_differs', '$.capacity', `${a.capacity} is not ${b.capacity}`);
  }
  const merged: CategoricalProfile = {
    kind: 'categorical',
    n: a.n + b.n,
    missing: a.missing + b.missing,
    mismatched: a.mismatched + b.mismatched,
    capacity: a.capacity,
    counts: new Map(a.counts),
    other: { rows: a.other.rows + b.other.rows },
    distinct: null,
  };
  for (const [category, rows] of b.counts) keepCategory(merged, category, rows);
  if (merged.other.rows > 0) {
    const [left, right] = [categorySketch(a), categorySketch(b)];
    merged.distinct = left && right && mergeDistinctSketches(left, right);
  }
  return merged;
}
