import { ProfileError } from '../profile';
import { emptyOutcomeCell, type OutcomeCell, type OutcomeProfile } from './outcome-profile';

/**
 * The profile of the rows of both. Associative and commutative to the last bit, with the empty profile as identity; the
 * inputs stay untouched. Throws ProfileError when edges or what the cells are told apart by differ.
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
  const cells = new Map<string, OutcomeCell>();
  for (const [key, cell] of [...a.cells, ...b.cells]) {
    const before = cells.get(key) ?? emptyOutcomeCell(cell.values, a.edges.length + 1);
    cells.set(key, sumOfCells(before, cell));
  }
  return { by: a.by, edges: a.edges, rows: a.rows + b.rows, cells };
}

/** The rows of all cells together, whatever their values. */
export function totalOutcomes(profile: OutcomeProfile): OutcomeCell {
  const values = profile.by.map(() => null);
  return [...profile.cells.values()].reduce(sumOfCells, emptyOutcomeCell(values, profile.edges.length + 1));
}

function sumOfCells(a: OutcomeCell, b: OutcomeCell): OutcomeCell {
  const sum = emptyOutcomeCell(a.values, a.scores.positive.length);
  for (const { counts, scores, unpredicted } of [a, b]) {
    for (const name of ['tp', 'fp', 'fn', 'tn', 'unlabelledPositive', 'unlabelledNegative'] as const)
      sum.counts[name] += counts[name];
    for (const label of ['positive', 'negative', 'unlabelled'] as const)
      scores[label].forEach((rows, bin) => (sum.scores[label][bin]! += rows));
    sum.unpredicted += unpredicted;
    sum.scores.unscored += scores.unscored;
  }
  return sum;
}
