import { membersOf } from '../json-reading';
import type { CardEvidence } from './attached-evidence';
import type { ReadDocument } from './read-document';

/** What templates of cards say where nobody has said anything, by their letters and digits. */
const placeholders = new Set([
  '',
  'more information needed',
  'todo',
  'to do',
  'tbd',
  'n a',
  'na',
  'none',
  'null',
]);

const card = membersOf({});

/**
 * A model card as JSON: Model Card Toolkit v0.0.2, or the front matter of a Hugging Face card. Paths go four levels deep,
 * as far as either has names; lists are looked into and have no paths of their own.
 */
export const readCard: ReadDocument<CardEvidence> = (document, place) => {
  card(document, place);
  return { kind: 'card', about: null, madeAt: null, said: saidIn(document as object, '', 4) };
};

function saidIn(object: object, prefix: string, depth: number): string[] {
  return Object.entries(object).flatMap(([name, value]: [string, unknown]) => {
    if (!saysSomething(value, 100)) return [];
    const path = `${prefix}${name}`;
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject && depth > 1 ? [path, ...saidIn(value, `${path}.`, depth - 1)] : [path];
  });
}

/** Whether there is anything in it that a reader learns from. */
function saysSomething(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return !placeholders.has(wordsOf(value));
  if (typeof value !== 'object') return value !== undefined;
  return value !== null && depth > 0 && Object.values(value).some((each) => saysSomething(each, depth - 1));
}

/** The first words suffice: no placeholder is longer. */
const wordsOf = (text: string): string =>
  text
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, 100)
    .toLowerCase();
