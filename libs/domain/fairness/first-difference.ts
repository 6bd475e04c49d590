/** Engines round logarithms and the like differently, in the last of some sixteen digits. */
const [relative, absolute] = [1e-13, 1e-14];

/**
 * The first place at which two JSON values differ, members in the order of the first; null where they are equal. Members that
 * are undefined are absent. Fractions are equal that differ in no digit but those in which engines round. The first value
 * bounds the depth.
 * @example firstDifference({ a: [1, 2] }, { a: [1, 3] }) // 'a[1]'
 */
export function firstDifference(expected: unknown, found: unknown): string | null {
  return differenceOf(expected, found)?.replace(/^\./, '') ?? null;
}

/** Written from the inside out, so that equal parts cost no text. */
function differenceOf(expected: unknown, found: unknown): string | null {
  if (expected === found) return null;
  if (typeof expected === 'number' && typeof found === 'number')
    return isRounded(expected, found) ? null : '';
  if (typeof expected !== 'object' || typeof found !== 'object' || expected === null || found === null)
    return '';
  if (Array.isArray(expected) !== Array.isArray(found)) return '';
  return Array.isArray(expected)
    ? differenceOfLists(expected, found as readonly unknown[])
    : differenceOfObjects(expected as JsonObject, found as JsonObject);
}

/** Whole numbers are counts, which every engine tells alike. */
function isRounded(expected: number, found: number): boolean {
  if (Number.isInteger(expected) && Number.isInteger(found)) return false;
  const size = Math.max(Math.abs(expected), Math.abs(found));
  return Math.abs(expected - found) <= absolute + relative * size;
}

type JsonObject = Readonly<Record<string, unknown>>;

function differenceOfLists(expected: readonly unknown[], found: readonly unknown[]): string | null {
  const shorter = Math.min(expected.length, found.length);
  for (let at = 0; at < shorter; at += 1) {
    const difference = differenceOf(expected[at], found[at]);
    if (difference !== null) return `[${at}]${difference}`;
  }
  return expected.length === found.length ? null : `[${shorter}]`;
}

function differenceOfObjects(expected: JsonObject, found: JsonObject): string | null {
  for (const name of Object.keys(expected)) {
    const other = Object.hasOwn(found, name) ? found[name] : undefined;
    const difference = differenceOf(expected[name], other);
    if (difference !== null) return `.${name}${difference}`;
  }
  const strange = Object.keys(found).find((name) => !Object.hasOwn(expected, name));
  return strange === undefined ? null : `.${strange.slice(0, 80)}`;
}
