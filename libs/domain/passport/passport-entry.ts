import { canonicalJson } from '../audit-log';
import { listOf, MalformedDocument, objectOf, optional, type Read, text } from '../json-reading';
import { canonicalValue } from './canonical-text';
import { names } from './passport-files';
import { count, hash, including } from './shape';

/** What an entry of the log says. */
export interface EntryMembers {
  v: number;
  sequence: number;
  workspaceId: string;
  at: string;
  actor: { id: string; kind: string; onBehalfOf?: string };
  action: string;
  outcome: string;
  subject: { type: string; id: string; digest?: string };
  /** What the step changed, where it did. */
  before?: unknown;
  after?: unknown;
  payloadCommitment: string;
}

/** An entry with the proof that it stands in the log at its place; without details where they were erased. */
export interface PassportEntry {
  canonical: string;
  payload?: Readonly<Record<string, unknown>>;
  salt?: string;
  /** Hashes of the siblings on the way to the root of the checkpoint. */
  proof: readonly string[];
}

export interface ReadEntry extends PassportEntry {
  says: EntryMembers;
}

const { entries: name } = names;
const details = including<Readonly<Record<string, unknown>>>({});

const line = objectOf<PassportEntry>({
  ...{ canonical: text, proof: listOf(hash, 64) },
  ...{ payload: optional(details), salt: optional(text) },
});

/** Of the versions of an entry. */
const version: Read<number> = (value, place) => {
  if (value !== 1 && value !== 2) throw new MalformedDocument(place, 'is no version of an entry.');
  return value;
};

const members = including<Omit<EntryMembers, 'before' | 'after'>>({
  v: version,
  ...{ sequence: count, workspaceId: text, at: text, action: text, outcome: text, payloadCommitment: hash },
  actor: including<EntryMembers['actor']>({ id: text, kind: text, onBehalfOf: optional(text) }),
  subject: objectOf<EntryMembers['subject']>({ type: text, id: text, digest: optional(text) }),
});

export function entryLine({ canonical, payload, salt, proof }: PassportEntry): string {
  return `${canonicalJson({ canonical, payload, salt, proof })}\n`;
}

/** @throws MalformedDocument naming the line */
export function readEntries(file: string): ReadEntry[] {
  if (!file.endsWith('\n')) throw new MalformedDocument(name, 'does not end with a line.');
  const lines = file.slice(0, -1).split('\n');
  const entries = lines.map((each, at) => readEntry(each, `${name}, line ${at + 1},`));
  entries.forEach(({ says: { sequence } }, at) => {
    if (at > 0 && sequence <= entries[at - 1]!.says.sequence)
      throw new MalformedDocument(`${name}, line ${at + 1},`, 'is out of order.');
  });
  return entries;
}

function readEntry(file: string, place: string): ReadEntry {
  const entry = line(canonicalValue(file, place), place);
  if ((entry.payload === undefined) !== (entry.salt === undefined))
    throw new MalformedDocument(place, 'has one of payload and salt: they are erased together.');
  const says = canonicalValue(entry.canonical, `${place} entry`);
  return { ...entry, says: members(says, `${place} entry`) };
}
