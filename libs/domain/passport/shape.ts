import { MalformedDocument, type Read, text } from '../json-reading';

/** SHA-256 in lower-case hex. */
export const hash: Read<string> = (value, place) => {
  const read = text(value, place);
  if (!/^[0-9a-f]{64}$/.test(read)) throw new MalformedDocument(place, 'has to be a SHA-256.');
  return read;
};

/** A whole number; instants are milliseconds since 1970-01-01T00:00Z. */
export const count: Read<number> = (value, place) => {
  if (!Number.isSafeInteger(value) || Number(value) < 0)
    throw new MalformedDocument(place, 'has to be a whole number.');
  return Number(value);
};

/** An object that has these members and may have others, which stay in it unread: they are bound by digests as they are. */
export function including<T>(shape: { readonly [Name in keyof T]-?: Read<T[Name]> }): Read<T> {
  return (value, place) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new MalformedDocument(place, 'has to be an object.');
    for (const member of Object.keys(shape) as (keyof T & string)[])
      shape[member]((value as Partial<T>)[member], `${place}.${member}`);
    return value as T;
  };
}
