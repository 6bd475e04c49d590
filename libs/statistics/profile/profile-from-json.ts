import { type CategoricalProfile, emptyCategoricalProfile } from './categorical-profile';
import { type Profile } from './merge-profiles';
import { emptyNumericProfile, type NumericProfile } from './numeric-profile';
import { ProfileError } from './profile-error';
import { profileVersion } from './profile-to-json';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a stored profile. Throws ProfileError naming the place when the version is another one, a field is missing or
 * of the wrong type, or the counts do not add up to n.
 */
export function profileFromJson(json: unknown): Profile {
  const fields = record(json, '$');
  if (fields.version !== profileVersion) {
    throw new ProfileError(
      'unsupported_version',
      '$.version',
      `expected ${profileVersion}, got ${String(fields.version)}`,
    );
  }
  if (fields.kind === 'numeric') return numericFromJson(fields);
  if (fields.kind === 'categorical') return categoricalFromJson(fields);
  return malformed('$.kind', 'expected "numeric" or "categorical"');
}

function numericFromJson(fields: Fields): NumericProfile {
  const edges = list(fields.edges, '$.edges').map((edge, index) => finite(edge, `$.edges[${index}]`));
  edges.forEach((edge, index) => {
    if (index > 0 && !(edge > edges[index - 1]!)) malformed(`$.edges[${index}]`, 'edges must ascend');
  });
  const counts = list(fields.counts, '$.counts').map((count, index) => rowCount(count, `$.counts[${index}]`));
  if (counts.length !== edges.length + 1) malformed('$.counts', `expected ${edges.length + 1} counts`);
  const n = rowCount(fields.n, '$.n');
  assertSum(counts, n);
  return {
    ...emptyNumericProfile(edges),
    n,
    missing: rowCount(fields.missing, '$.missing'),
    notANumber: rowCount(fields.notANumber, '$.notANumber'),
    infinite: rowCount(fields.infinite, '$.infinite'),
    mismatched: rowCount(fields.mismatched, '$.mismatched'),
    mean: finite(fields.mean, '$.mean'),
    m2: fields.m2 === null ? Infinity : finite(fields.m2, '$.m2'),
    min: n === 0 ? null : finite(fields.min, '$.min'),
    max: n === 0 ? null : finite(fields.max, '$.max'),
    counts,
  };
}

function categoricalFromJson(fields: Fields): CategoricalProfile {
  const capacity = rowCount(fields.capacity, '$.capacity');
  if (capacity < 1) malformed('$.capacity', 'expected at least 1');
  const counts = new Map<string, number>();
  list(fields.counts, '$.counts').forEach((entry, index) => {
    const place = `$.counts[${index}]`;
    const [category, rows] = list(entry, place);
    if (typeof category !== 'string') return malformed(`${place}[0]`, 'expected a text');
    if (counts.has(category)) return malformed(`${place}[0]`, 'the category appears twice');
    counts.set(category, rowCount(rows, `${place}[1]`));
  });
  if (counts.size > capacity) malformed('$.counts', `expected at most ${capacity} categories`);
  const other = { rows: rowCount(record(fields.other, '$.other').rows, '$.other.rows') };
  const n = rowCount(fields.n, '$.n');
  assertSum([...counts.values(), other.rows], n);
  return {
    ...emptyCategoricalProfile(capacity),
    n,
    missing: rowCount(fields.missing, '$.missing'),
    mismatched: rowCount(fields.mismatched, '$.mismatched'),
    counts,
    other,
  };
}

function assertSum(counts: readonly number[], n: number): void {
  const sum = counts.reduce((total, count) => total + count, 0);
  if (sum !== n) malformed('$.counts', `the counts add up to ${sum}, not to n = ${n}`);
}

function record(value: unknown, place: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return malformed(place, 'expected an object');
  return value as Fields;
}

function list(value: unknown, place: string): readonly unknown[] {
  return Array.isArray(value) ? value : malformed(place, 'expected a list');
}

function finite(value: unknown, place: string): number {
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : malformed(place, 'expected a finite number');
}

function rowCount(value: unknown, place: string): number {
  return Number.isSafeInteger(value) && Number(value) >= 0
    ? Number(value)
    : malformed(place, 'expected a count');
}

function malformed(place: string, detail: string): never {
  throw new ProfileError('malformed', place, detail);
}
