import { outcomeCells } from '../fairness';
import { ProfileError } from '../profile';
import { emptyOutcomeSegment, type OutcomeSegment, type OutcomeProfile } from './outcome-profile';

/**
 * The profile of the rows of both. Associative and commutative to the last bit, with the empty profile as identity; the
 * inputs stay untouched. Throws ProfileError when edges or what the segments are told apart by differ.
 */
export function mergeOutcomeProfiles(a: OutcomeProfile, b: OutcomeProfile): OutcomeProfile {
  if (JSON.stringify(a.by) !== JSON.stringify(b.by))
    throw new ProfileError(
      'kind_differs',
      '$.by',
      `outcomes by ${a.by.join(', ')} and by ${b.by.join(', ')}`,
    );
  const place = [...a.edges, NaN].findIndex((edge, index) => edge !== b.edges[index]);
  if (place < a.edges.length || a.edges.length !== b.edges.length)
    throw new ProfileError('edges_differ', `$.edges[${place}]`, 'the profiles have different edges');
  const segments = new Map<string, OutcomeSegment>();
  for (const [key, segment] of [...a.segments, ...b.segments]) {
    const before = segments.get(key) ?? emptyOutcomeSegment(segment.values, a.edges.length + 1);
    segments.set(key, sumOfSegments(before, segment));
  }
  return { by: a.by, edges: a.edges, rows: a.rows + b.rows, segments };
}

/** The rows of all segments together, whatever their values. */
export function totalOutcomes(profile: OutcomeProfile): OutcomeSegment {
  const values = profile.by.map(() => null);
  return [...profile.segments.values()].reduce(
    sumOfSegments,
    emptyOutcomeSegment(values, profile.edges.length + 1),
  );
}

function sumOfSegments(a: OutcomeSegment, b: OutcomeSegment): OutcomeSegment {
  const sum = emptyOutcomeSegment(a.values, a.scores.positive.length);
  for (const { counts, scores, unpredicted } of [a, b]) {
    for (const name of outcomeCells) sum.counts[name] += counts[name];
    for (const label of ['positive', 'negative', 'unlabelled'] as const)
      scores[label].forEach((rows, bin) => (sum.scores[label][bin]! += rows));
    sum.unpredicted += unpredicted;
    sum.scores.unscored += scores.unscored;
  }
  return sum;
}
