import { mentionMarker } from '@countersign/domain/approvals';

/** Somebody who can be mentioned. */
export interface Candidate {
  id: string;
  name: string;
}

/** An @ that is being completed: where it stands, and what was typed after it. */
export interface MentionQuery {
  start: number;
  query: string;
}

const longestQuery = 60;
const atOnce = 6;

/** The @ before the caret that begins a word and may still become a name; null where there is none. */
export function queryAt(text: string, caret: number): MentionQuery | null {
  const before = text.slice(0, caret);
  const start = before.lastIndexOf('@');
  if (start < 0 || /[\p{L}\p{N}]/u.test(before.charAt(start - 1))) return null;
  const query = before.slice(start + 1);
  return query.length > longestQuery || query.includes('\n') || query.startsWith(' ')
    ? null
    : { start, query };
}

/** Whoever has a word in their name that begins so, or whose name does; in their order, and not too many at once. */
export function candidatesFor<T extends Candidate>(query: string, people: readonly T[]): T[] {
  const wanted = query.toLocaleLowerCase();
  const isMeant = ({ name }: T) => {
    const whole = name.toLocaleLowerCase();
    const words = whole.split(/\s+/);
    // What is there already is complete: Enter means a new line again.
    return (
      whole !== wanted.trimEnd() &&
      (whole.startsWith(wanted) || words.some((word) => word.startsWith(wanted)))
    );
  };
  return people.filter(isMeant).slice(0, atOnce);
}

/** The text with the whole name in place of what was typed of it, and where the caret stands then. */
export function completed(
  text: string,
  { start, query }: MentionQuery,
  { name }: Candidate,
): { text: string; caret: number } {
  const inserted = `@${name} `;
  const rest = text.slice(start + 1 + query.length).replace(/^ /, '');
  return { text: text.slice(0, start) + inserted + rest, caret: start + inserted.length };
}

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * The text as it is sent, with the id of everybody in place of their name, and whom it mentions: of those who were picked
 * the ones whose name still stands there. Of two with one name the first is the first that was picked.
 */
export function commentOf(text: string, picked: readonly Candidate[]): { text: string; mentions: string[] } {
  const unique = picked.filter(({ id }, place) => picked.findIndex((other) => other.id === id) === place);
  // The longest name first: whoever is called Sam is not meant where somebody else's name goes on.
  const byLength = unique.toSorted((one, other) => other.name.length - one.name.length);
  const names = [...new Set(byLength.map(({ name }) => name))];
  if (names.length === 0) return { text, mentions: [] };
  const queues = new Map(names.map((name) => [name, unique.filter((each) => each.name === name)]));
  const mentions: string[] = [];
  const sent = text.replace(
    new RegExp(`@(${names.map(escaped).join('|')})(?![\\p{L}\\p{N}])`, 'gu'),
    (_all, name: string) => {
      const queue = queues.get(name) ?? [];
      const [first] = queue.length > 1 ? queue.splice(0, 1) : queue;
      if (first && !mentions.includes(first.id)) mentions.push(first.id);
      return first ? mentionMarker(first.id) : `@${name}`;
    },
  );
  return { text: sent, mentions };
}
