import { type CategoricalProfile, emptyCategoricalProfile } from './categorical-profile';
import {
  countsAt,
  edgesAt,
  finiteAt,
  type JsonFields,
  listAt,
  malformed,
  recordAt,
  rowCountAt,
} from './json-place';
import { type Profile } from './merge-profiles';
import { emptyNumericProfile, type NumericProfile } from './numeric-profile';
import { ProfileError } from './profile-error';
import { profileVersion } from './profile-to-json';
import { distinctSketchFromJson, quantileSketchFromJson } from './sketch-json';

/**
 * Reads a stored profile, of version 2 or of version 1, which kept no sketches. Throws ProfileError naming the place when the version is another one, a field is missing or
 * of the wrong type, or the counts do not add up to n.
 */
export function profileFromJson(json: unknown): Profile {
  const fields = recordAt(json, '$');
  if (fields.version !== profileVersion && fields.version !== 1) {
    throw new ProfileError(
      'unsupported_version',
      '$.version',
      `expected 1 or ${profileVersion}, got ${String(fields.version)}`,
    );
  }
  if (fields.kind === 'numeric') return numericFromJson(fields);
  if (fields.kind === 'categorical') return categoricalFromJson(fields);
  return malformed('$.kind', 'expected "numeric" or "categorical"');
}

function numericFromJson(fields: JsonFields): NumericProfile {
  const edges = edgesAt(fields.edges, '$.edges');
  const counts = countsAt(fields.counts, '$.counts', edges.length + 1);
  const n = rowCountAt(fields.n, '$.n');
  assertSum(counts, n);
  const empty = emptyNumericProfile(edges);
  return {
    ...empty,
    n,
    missing: rowCountAt(fields.missing, '$.missing'),
    notANumber: rowCountAt(fields.notANumber, '$.notANumber'),
    infinite: rowCountAt(fields.infinite, '$.infinite'),
    mismatched: rowCountAt(fields.mismatched, '$.mismatched'),
    mean: finiteAt(fields.mean, '$.mean'),
    m2: fields.m2 === null ? Infinity : finiteAt(fields.m2, '$.m2'),
    min: n === 0 ? null : finiteAt(fields.min, '$.min'),
    max: n === 0 ? null : finiteAt(fields.max, '$.max'),
    counts,
    // Of no values there is nothing that could have been left out.
    quantiles: n === 0 ? empty.quantiles : sketchAt(fields, 'quantiles', quantileSketchFromJson),
    distinct: n === 0 ? empty.distinct : sketchAt(fields, 'distinct', distinctSketchFromJson),
  };
}

/** A sketch of the profile's values; null where not kept, which is said in version 2 and understood in version 1. */
function sketchAt<Sketch>(
  fields: JsonFields,
  name: 'quantiles' | 'distinct',
  read: (json: unknown, place: string, n: number) => Sketch,
): Sketch | null {
  const isKept = fields.version !== 1 && fields[name] !== null;
  return isKept ? read(fields[name], `$.${name}`, Number(fields.n)) : null;
}

function categoricalFromJson(fields: JsonFields): CategoricalProfile {
  const capacity = rowCountAt(fields.capacity, '$.capacity');
  if (capacity < 1) malformed('$.capacity', 'expected at least 1');
  const counts = new Map<string, number>();
  listAt(fields.counts, '$.counts').forEach((entry, index) => {
    const place = `$.counts[${index}]`;
    const [category, rows] = listAt(entry, place);
    if (typeof category !== 'string') return malformed(`${place}[0]`, 'expected a text');
    if (counts.has(category)) return malformed(`${place}[0]`, 'the category appears twice');
    counts.set(category, rowCountAt(rows, `${place}[1]`));
  });
  if (counts.size > capacity) malformed('$.counts', `expected at most ${capacity} categories`);
  const other = { rows: rowCountAt(recordAt(fields.other, '$.other').rows, '$.other.rows') };
  const n = rowCountAt(fields.n, '$.n');
  assertSum([...counts.values(), other.rows], n);
  return {
    ...emptyCategoricalProfile(capacity),
    n,
    missing: rowCountAt(fields.missing, '$.missing'),
    mismatched: rowCountAt(fields.mismatched, '$.mismatched'),
    counts,
    other,
    distinct: other.rows === 0 ? null : sketchAt(fields, 'distinct', distinctSketchFromJson),
  };
}

function assertSum(counts: readonly number[], n: number): void {
  const sum = counts.reduce((total, count) => total + count, 0);
  if (sum !== n) malformed('$.counts', `the counts add up to ${sum}, not to n = ${n}`);
}
