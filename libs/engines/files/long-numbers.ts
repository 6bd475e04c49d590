/** A whole number as a JSON text writes it, where the digits of its double are others. */
export interface LongNumber {
  readonly digits: string;
}

/**
 * Finds the whole numbers of one JSON object that lose digits as doubles (beyond 2^53, such as 9007199254740993) or
 * that a double writes otherwise (1e+21), by the fields that JSON.parse finds: names may hold escapes, the last of
 * several equal names counts. Worth asking only of an object that holds a number beyond 2^53. O(length).
 *
 * @param content a valid JSON text
 * @param row what JSON.parse makes of it
 */
export function longNumbers(
  content: string,
  row: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, LongNumber> {
  const found = new Map<string, LongNumber>();
  let depth = 0;
  let name = '';
  let isName = false;
  for (let at = 0; at < content.length;) {
    const start = at;
    const character = content[at]!;
    at = endOfToken(content, at);
    if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (depth !== 1) continue;
    if (character === '{' || character === ',') isName = true;
    else if (character === ':') isName = false;
    else if (character === '"' && isName) name = content.slice(start, at);
    else if (isDigit(character) || character === '-') noteNumber(found, name, content.slice(start, at));
  }
  for (const field of found.keys()) if (typeof row[field] !== 'number') found.delete(field);
  return found;
}

function noteNumber(found: Map<string, LongNumber>, quotedName: string, token: string): void {
  const name = quotedName.includes('\\') ? (JSON.parse(quotedName) as string) : quotedName.slice(1, -1);
  const value = Number(token);
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER && isWhole(token) && String(value) !== token)
    found.set(name, { digits: token });
  else found.delete(name);
}

const isDigit = (character: string): boolean => character >= '0' && character <= '9';

/** Step by step, since a pattern gives up on a token of some million characters. */
function isWhole(token: string): boolean {
  for (let at = token.startsWith('-') ? 1 : 0; at < token.length; at += 1)
    if (!isDigit(token[at]!)) return false;
  return true;
}

/** Texts and numbers are passed as a whole, all else by the character. */
function endOfToken(content: string, start: number): number {
  const first = content[start]!;
  if (first === '"') return endOfText(content, start);
  let end = start + 1;
  if (isDigit(first) || first === '-')
    while (end < content.length && (isDigit(content[end]!) || '.eE+-'.includes(content[end]!))) end += 1;
  return end;
}

/** A quote after an odd number of backslashes belongs to the text. */
function endOfText(content: string, start: number): number {
  for (let at = content.indexOf('"', start + 1); ; at = content.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (content[at - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return at + 1;
  }
}
