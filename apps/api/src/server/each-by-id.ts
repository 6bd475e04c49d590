import { notFound, type Problem } from './problem';

/** Those of the given ones that have these ids, in the order asked; in the place of one that is not there its NOT_FOUND. */
export function eachById<Given>(
  ids: readonly string[],
  given: readonly Given[],
  { what, idOf }: { what: string; idOf: (one: Given) => string },
): (Given | Problem)[] {
  const byId = new Map(given.map((one) => [idOf(one), one]));
  return ids.map((id) => byId.get(id) ?? notFound(what, id));
}
