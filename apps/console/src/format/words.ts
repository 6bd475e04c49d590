import { isolated } from '../texts';
import { words } from '../texts/en/words';

type Catalogue = typeof words;
export type Word<K extends keyof Catalogue> = keyof Catalogue[K] & string;

/** The word for an enum value of the wire contract, such as `role` and `RISK_OFFICER`. */
export function word<K extends keyof Catalogue>(kind: K, value: Word<K>): string {
  return words[kind][value] as string;
}

/** The reader's name of a method or metric; an unknown one keeps its own name. */
export function methodName(method: string): string {
  return method in words.method ? word('method', method as Word<'method'>) : method;
}

/** The reader's name of a kind of evidence; an unknown one keeps its own name. */
export const evidenceKind = (kind: string): string =>
  kind in words.evidenceKind ? word('evidenceKind', kind as Word<'evidenceKind'>) : kind;

/** A name as it stands within a sentence: `risk officer`, and still `ML engineer`. */
export const withinSentence = (name: string): string =>
  /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;

/** Words joined for a sentence: `a`, `a and b`, `a, b and c`. */
export const listOf = (items: readonly string[]): string =>
  new Intl.ListFormat('en-GB', { style: 'long', type: 'conjunction' }).format(items.map(isolated));

/** Words of which one applies: `a`, `a or b`, `a, b or c`. */
export const anyOf = (items: readonly string[]): string =>
  new Intl.ListFormat('en-GB', { style: 'long', type: 'disjunction' }).format(items.map(isolated));
