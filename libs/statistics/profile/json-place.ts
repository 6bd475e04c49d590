import { ProfileError } from './profile-error';

/** Fields of a JSON object whose values nobody has looked at yet. */
export type JsonFields = Readonly<Record<string, unknown>>;

/** The value as an object. Each of these readers throws ProfileError `malformed` with the place where it is not. */
export function recordAt(value: unknown, place: string): JsonFields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return malformed(place, 'expected an object');
  return value as JsonFields;
}

export function listAt(value: unknown, place: string): readonly unknown[] {
  return Array.isArray(value) ? value : malformed(place, 'expected a list');
}

export function finiteAt(value: unknown, place: string): number {
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : malformed(place, 'expected a finite number');
}

export function rowCountAt(value: unknown, place: string): number {
  return Number.isSafeInteger(value) && Number(value) >= 0
    ? Number(value)
    : malformed(place, 'expected a count');
}

/** Finite numbers, each above the one before. */
export function edgesAt(value: unknown, place: string): number[] {
  const edges = listAt(value, place).map((edge, index) => finiteAt(edge, `${place}[${index}]`));
  edges.forEach((edge, index) => {
    if (index > 0 && !(edge > edges[index - 1]!)) malformed(`${place}[${index}]`, 'edges must ascend');
  });
  return edges;
}

/** As many counts as asked for. */
export function countsAt(value: unknown, place: string, length: number): number[] {
  const counts = listAt(value, place).map((count, index) => rowCountAt(count, `${place}[${index}]`));
  return counts.length === length ? counts : malformed(place, `expected ${length} counts`);
}

export function malformed(place: string, detail: string): never {
  throw new ProfileError('malformed', place, detail);
}
