/** Which attributes a section crosses, by position. */
export type SectionPositions = readonly number[];

/**
 * The sections of an audit of so many attributes: each alone, and where crossings are asked for every pair and all of them
 * together.
 */
export function auditSections(attributes: number, hasIntersections: boolean): SectionPositions[] {
  const all = Array.from({ length: attributes }, (_, at) => at);
  const single = all.map((at) => [at]);
  if (!hasIntersections || attributes < 2) return single;
  const pairs = all.flatMap((first) => all.slice(first + 1).map((second) => [first, second]));
  return attributes === 2 ? [...single, ...pairs] : [...single, ...pairs, all];
}
