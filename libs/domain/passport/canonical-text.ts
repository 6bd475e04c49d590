import { canonicalJson } from '../audit-log';
import { MalformedDocument } from '../json-reading';

/**
 * The value of a canonical text (RFC 8785): no member twice, no second spelling of the same value.
 * @throws MalformedDocument naming the file
 */
export function canonicalValue(text: string, name: string): unknown {
  let isCanonical = false;
  let value: unknown;
  try {
    value = JSON.parse(text);
    isCanonical = canonicalJson(value) === text;
  } catch {
    throw new MalformedDocument(name, 'is no JSON.');
  }
  if (!isCanonical) throw new MalformedDocument(name, 'is not in canonical form.');
  return value;
}
