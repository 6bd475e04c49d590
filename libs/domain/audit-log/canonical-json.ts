/**
 * The canonical text of a JSON value: keys sorted by UTF-16 code units, no spaces, numbers and strings as
 * ECMAScript writes them. Equal values give equal text, so its bytes can be hashed. Members that are
 * undefined are left out, as JSON.stringify does.
 *
 * Source: RFC 8785 (JSON Canonicalization Scheme), section 3.2.
 * @throws TypeError for what JSON cannot carry: NaN, infinities, bigints, functions, lone surrogates; and for more than
 *   1,000 levels of nesting, so that no runtime's stack decides.
 * @example canonicalJson({ b: 1, a: [true, null] }) // '{"a":[true,null],"b":1}'
 */
export function canonicalJson(value: unknown): string {
  return canonicalAt(value, 0);
}

const deepest = 1000;

function canonicalAt(value: unknown, depth: number): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return canonicalNumber(value);
  if (typeof value === 'string') return canonicalString(value);
  if (typeof value !== 'object') throw new TypeError(`a ${typeof value} has no canonical JSON`);
  if (depth === deepest)
    throw new TypeError(`${deepest} levels of nesting are the most that canonical JSON has`);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalAt(item, depth + 1)).join(',')}]`;
  return canonicalObject(value, depth + 1);
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`${value} has no canonical JSON`);
  return JSON.stringify(value);
}

function canonicalString(value: string): string {
  // UTF-8 cannot carry half a surrogate pair: two different strings would get the same bytes.
  if (!value.isWellFormed()) throw new TypeError('a lone surrogate has no canonical JSON');
  return JSON.stringify(value);
}

function canonicalObject(value: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  // A Date or a Map would silently become {} and two different ones would share a digest.
  if (prototype !== Object.prototype && prototype !== null)
    throw new TypeError('only plain objects have canonical JSON');
  const members = value as Readonly<Record<string, unknown>>;
  let text = '';
  // Without an order of its own, sort takes that of UTF-16 code units.
  for (const key of Object.keys(members).sort()) {
    const member = members[key];
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${canonicalString(key)}:${canonicalAt(member, depth)}`;
  }
  return `{${text}}`;
}
