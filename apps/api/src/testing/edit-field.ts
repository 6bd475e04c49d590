import { canonicalJson } from '@countersign/domain/audit-log';

/** Numbers from 0 up to 1, the same for the same seed. */
export type Draw = () => number;

export const pickOf = <T>(list: readonly T[], draw: Draw): T => list[Math.floor(draw() * list.length)]!;

export type Json = unknown;
type Path = readonly (string | number)[];

/** The way to every value in a JSON value, to lists and objects too. */
function pathsOf(value: Json, path: Path = []): Path[] {
  const below =
    typeof value !== 'object' || value === null
      ? []
      : Object.entries(value).flatMap(([name, member]) =>
          pathsOf(member, [...path, Array.isArray(value) ? Number(name) : name]),
        );
  return path.length === 0 ? below : [path, ...below];
}

function at(value: Json, path: Path): Json {
  return path.reduce<Json>((held, name) => (held as Record<string, Json>)[name], value);
}

/** Of the test's own realm, which a structured clone is not. */
const copyOf = (value: Json): Json =>
  value === undefined ? value : (JSON.parse(JSON.stringify(value)) as Json);

/** A field, what holds it, and the document that it is in. */
interface Field {
  holder: Record<string, Json>;
  name: string;
  whole: Json;
}

/** What is done to one field of a document. */
const edits: Record<string, (field: Field, draw: Draw) => void> = {
  change: ({ holder, name }, draw) => {
    holder[name] = otherThan(holder[name], draw);
  },
  remove: ({ holder, name }) => {
    if (Array.isArray(holder)) holder.splice(Number(name), 1);
    else delete holder[name];
  },
  add: ({ holder, name }, draw) => {
    if (Array.isArray(holder)) holder.splice(Number(name), 0, copyOf(holder[Number(name)]));
    else holder[draw() < 0.5 ? 'more' : `${name}2`] = copyOf(holder[name]);
  },
  swap: ({ holder, name, whole }, draw) => {
    holder[name] = copyOf(at(whole, pickOf(pathsOf(whole), draw)));
  },
};
export const editNames = Object.keys(edits);

function otherThan(value: Json, draw: Draw): Json {
  if (typeof value === 'number') return pickOf([value + 1, value - 1, -value - 1, value + 0.5, 1e15], draw);
  if (typeof value === 'boolean') return !value;
  if (value === null) return pickOf(['x', 0, [], {}], draw);
  if (Array.isArray(value)) return value.length > 1 && draw() < 0.5 ? [...value].reverse() : ['x'];
  if (typeof value === 'object') return pickOf([null, [], 'x'], draw);
  return otherText(String(value), draw);
}

function otherText(text: string, draw: Draw): string {
  const place = Math.floor(draw() * text.length);
  const other = text[place] === '1' ? '2' : '1';
  return pickOf(
    [`${text.slice(0, place)}${other}${text.slice(place + 1)}`, `${text} `, '', text.toUpperCase()],
    draw,
  );
}

/** The value with one field changed, or null where that made no other value. */
export function edited(value: Json, edit: string, draw: Draw): Json {
  const copy = copyOf(value);
  const paths = pathsOf(copy);
  if (paths.length === 0) return null;
  const path = pickOf(paths, draw);
  const holder = at(copy, path.slice(0, -1)) as Record<string, Json>;
  edits[edit]!({ holder, name: String(path.at(-1)), whole: value }, draw);
  return canonicalJson(copy) === canonicalJson(value) ? null : copy;
}
