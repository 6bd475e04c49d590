/**
 * Orders texts by their Unicode code points, the same on every machine and locale (and as PostgreSQL's "C" collation
 * orders UTF-8). Returns a negative number, zero or a positive number. JavaScript's `<` compares UTF-16 units and
 * puts astral characters before U+E000 to U+FFFF.
 */
export function compareCodePoints(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  let at = 0;
  while (at < shared && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  if (at === shared) return a.length - b.length;
  return weight(a.charCodeAt(at)) - weight(b.charCodeAt(at));
}

/** Surrogates (0xD800 to 0xDFFF) stand for code points above every other unit. */
function weight(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
