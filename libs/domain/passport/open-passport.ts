import { type Policy } from '../approvals';
import { type Checkpoint, type Hashing, parseCheckpoint } from '../audit-log';
import { listOf, MalformedDocument, type Read, text } from '../json-reading';
import { digestsOf, type Files, textOf, unpackFiles } from './archive';
import { canonicalValue } from './canonical-text';
import { type Envelope, readEnvelope } from './dsse';
import { readEntries, type ReadEntry } from './passport-entry';
import { evidenceDigestIn, names } from './passport-files';
import { type PassportKeys, readKeys } from './passport-keys';
import { type PrintedName, readNames } from './printed-names';
import { readCase, type RecordedCase } from './recorded-case';
import { count, including } from './shape';

/** A passport taken apart. Nothing in it is verified yet. */
export interface OpenPassport {
  /** Of every file, by name. */
  digests: ReadonlyMap<string, string>;
  envelope: Envelope;
  recorded: RecordedCase;
  policy: Policy;
  keys: PassportKeys;
  checkpoint: Checkpoint;
  entries: readonly ReadEntry[];
  /** The names that were printed with votes, of those who were not erased. */
  printed: readonly PrintedName[];
  /** Values of the evidence that is there, by digest. */
  evidence: ReadonlyMap<string, unknown>;
}

const slots = listOf(including<Policy['slots'][number]>({ role: text as Read<never>, minimum: count }), 100);

/** Enough of a policy for `decide` to end: the rest is bound by its digest. */
const policyShape = including<Pick<Policy, 'slots' | 'gates' | 'evidenceMaxAgeDays' | 'approvalTtlDays'>>({
  slots: seats,
  gates: listOf(
    including<Pick<Policy['gates'][number], 'id' | 'kind'>>({ id: text, kind: text as Read<never> }),
    1000,
  ) as Read<Policy['gates']>,
  ...{ evidenceMaxAgeDays: count, approvalTtlDays: count },
});

/** Seats of one policy, 20 slots of 20 people; to seat thousands of votes in thousands of seats takes hours. */
const mostSeats = 400;

function seats(value: unknown, place: string): Policy['slots'] {
  const read = slots(value, place);
  const asked = read.reduce((sum, { minimum }) => sum + minimum, 0);
  if (asked > mostSeats) throw new MalformedDocument(place, `asks for more than ${mostSeats} people.`);
  return read;
}

/** @throws MalformedDocument where the bytes are no passport, or one with a file missing, unknown or in another form */
export function openPassport(bytes: Uint8Array, hashing: Hashing): OpenPassport {
  const files = unpackFiles(bytes);
  const digests = digestsOf(files, hashing);
  const read = (name: string) => textOf(fileOf(files, name), name);
  const value = (name: string) => canonicalValue(read(name), name);
  const recorded = readCase(value(names.caseFile));
  requireKnown(files, recorded);
  const checkpoint = parseCheckpoint(read(names.checkpoint));
  if (checkpoint === null) throw new MalformedDocument(names.checkpoint, 'is no checkpoint.');
  for (const name of [names.page, names.readMe]) fileOf(files, name);
  return {
    ...{ digests, recorded, checkpoint },
    envelope: readEnvelope(read(names.statement), names.statement),
    policy: policyShape(value(names.policy), names.policy) as Policy,
    keys: readKeys(read(names.keys)),
    entries: readEntries(read(names.entries)),
    printed: readNames(read(names.printed)),
    evidence: evidenceOf(files, digests),
  };
}

function fileOf(files: Files, name: string): Uint8Array {
  const file = files.get(name);
  if (file === undefined) throw new MalformedDocument(name, 'is missing.');
  return file;
}

/** Evidence that no gate named, or any other file, does not belong to the passport. */
function requireKnown(files: Files, { gates }: RecordedCase): void {
  const known = new Set<string>(Object.values(names));
  const digests = new Set(gates.map(({ evidenceDigest }) => evidenceDigest));
  for (const name of files.keys()) {
    if (known.has(name)) continue;
    const digest = evidenceDigestIn(name);
    if (digest === null || !digests.has(digest)) throw new MalformedDocument(name, 'does not belong here.');
  }
}

function evidenceOf(files: Files, digests: ReadonlyMap<string, string>): Map<string, unknown> {
  const evidence = new Map<string, unknown>();
  for (const [name, bytes] of files) {
    const digest = evidenceDigestIn(name);
    if (digest === null) continue;
    if (digests.get(name) !== digest) throw new MalformedDocument(name, 'is not the document of its name.');
    evidence.set(digest, canonicalValue(textOf(bytes, name), name));
  }
  return evidence;
}
