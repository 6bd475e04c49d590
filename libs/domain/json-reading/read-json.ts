import { MalformedDocument } from './malformed-document';

/** Checks a value that came from JSON and gives it its type. @throws MalformedDocument naming the place */
export type Read<T> = (value: unknown, place: string) => T;

type Shape<T> = { readonly [Name in keyof T]-?: Read<T[Name]> };

/** An object with these members and no others. */
export function objectOf<T>(shape: Shape<T>): Read<T> {
  const read = membersOf(shape);
  return (value, place) => {
    const strange = Object.keys(required(value, place)).find((name) => !Object.hasOwn(shape, name));
    if (strange !== undefined)
      throw new MalformedDocument(place, `has a member "${strange.slice(0, 80)}" that nobody knows.`);
    return read(value, place);
  };
}

/** These members of an object that may have others: a format of somebody else's grows. */
export function membersOf<T>(shape: Shape<T>): Read<T> {
  const names = Object.keys(shape) as (keyof T & string)[];
  return (value, place) => {
    const object = required(value, place);
    const read = names.map((name) => {
      const member: unknown = Object.hasOwn(object, name) ? (object as Partial<T>)[name] : undefined;
      return [name, shape[name](member, place === '' ? name : `${place}.${name}`)] as const;
    });
    return Object.fromEntries(read.filter(([, member]) => member !== undefined)) as T;
  };
}

function required(value: unknown, place: string): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new MalformedDocument(place, 'has to be an object.');
  return value;
}

/** A list of at most so many. */
export function listOf<T>(read: Read<T>, longest = 100_000): Read<readonly T[]> {
  return (value, place) => {
    if (!Array.isArray(value)) throw new MalformedDocument(place, 'has to be a list.');
    if (value.length > longest) throw new MalformedDocument(place, `has more than ${longest} items.`);
    return Array.from(value, (item: unknown, at) => read(item, `${place}[${at}]`));
  };
}

export function nullable<T>(read: Read<T>): Read<T | null> {
  return (value, place) => (value === null ? null : read(value, place));
}

/** A member that may be absent. */
export function optional<T>(read: Read<T>): Read<T | undefined> {
  return (value, place) => (value === undefined ? undefined : read(value, place));
}

export function oneOf<const T extends string>(values: readonly T[]): Read<T> {
  return (value, place) => {
    const found = values.find((each) => each === value);
    if (found === undefined) throw new MalformedDocument(place, `has to be one of ${values.join(', ')}.`);
    return found;
  };
}

/** A text that UTF-8 can carry. */
export const text: Read<string> = (value, place) => {
  if (typeof value !== 'string') throw new MalformedDocument(place, 'has to be a text.');
  if (!value.isWellFormed()) throw new MalformedDocument(place, 'holds half a surrogate pair.');
  return value;
};

/** A text that says something. */
export const name: Read<string> = (value, place) => {
  const read = text(value, place);
  if (read === '') throw new MalformedDocument(place, 'is empty.');
  return read;
};

export const truth: Read<boolean> = (value, place) => {
  if (typeof value !== 'boolean') throw new MalformedDocument(place, 'has to be true or false.');
  return value;
};

/** A day as yyyy-mm-dd. */
export const day: Read<string> = (value, place) => {
  const read = text(value, place);
  if (!/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(read))
    throw new MalformedDocument(place, 'has to be a day, yyyy-mm-dd.');
  return read;
};

/** A whole number between two bounds, both inclusive. */
export function whole(least = 0, most = 1e12): Read<number> {
  return (value, place) => {
    if (!Number.isSafeInteger(value) || !(Number(value) >= least && Number(value) <= most))
      throw new MalformedDocument(place, `has to be a whole number from ${least} to ${most}.`);
    return Number(value);
  };
}

export const finite: Read<number> = (value, place) => {
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new MalformedDocument(place, 'has to be a number.');
  return value;
};

/** A number in [0, 1]. */
export const share: Read<number> = (value, place) => {
  const read = finite(value, place);
  if (!(read >= 0 && read <= 1)) throw new MalformedDocument(place, 'has to lie in [0, 1].');
  return read;
};

/** Refuses a list that holds something twice. */
export function requireDistinct(names: readonly string[], place: string): void {
  const twice = names.findIndex((each, at) => names.indexOf(each) !== at);
  if (twice >= 0) throw new MalformedDocument(`${place}[${twice}]`, `is there twice.`);
}
