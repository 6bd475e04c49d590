import { canonicalJson, ed25519Signer, formatVerifierKey, type Signer } from '@countersign/domain/audit-log';
import { packFiles, passportNames } from '@countersign/domain/passport';
import { type Draw, edited, type Json, pickOf } from './edit-field';
import { PassportForger } from './passport-forger';
import { forgedArchive } from './forged-archives';

/** A genuine passport, and others to take parts of. */
export interface Target {
  bytes: Uint8Array;
  /** Whoever holds the key of the log. */
  signer: Signer;
  others: readonly Uint8Array[];
}

/** Changes a passport; the bytes are others than those of the genuine one, or null where the place that was drawn has nothing. */
export type Manipulation = (target: Target, draw: Draw) => Uint8Array | null;

/**
 * Who changes it: a reader has no key and lists the new digests; a stranger signs with a key of their own, which the file then
 * names; an insider signs the statement with the key of the log, whose entries they cannot change.
 */
const attackers = {
  reader: () => new PassportForger(null),
  stranger: ({ signer }: Target) => new PassportForger(strangerFor(signer)),
  insider: ({ signer }: Target) => new PassportForger(signer),
};
export type Attacker = keyof typeof attackers;

function strangerFor({ key }: Signer): Signer {
  return ed25519Signer(key.name, new Uint8Array(32).fill(3));
}

/** The documents of a passport in which fields are changed; of the log, what an entry holds, says, and tells. */
export const documents = [
  'case',
  'policy',
  'keys',
  'names',
  'statement',
  'payload',
  'line',
  'entry',
  'details',
  'evidence',
] as const;
export type Document = (typeof documents)[number];

/** One field of a document changed by somebody. */
export function fieldEdit(document: Document, edit: string, attacker: Attacker): Manipulation {
  return (target, draw) => {
    const forger = attackers[attacker](target);
    const files = forger.open(target.bytes);
    const change = (value: Json) => edited(value, edit, draw);
    const text = editedText({ forger, files, document }, change, draw);
    if (text === null) return null;
    files.set(text.name, new TextEncoder().encode(text.text));
    // The statement is what was changed.
    if (text.name === passportNames.statement) return packFiles(files);
    if (attacker === 'stranger' && document !== 'keys') nameStranger(files, target);
    return forger.close(files);
  };
}

function nameStranger(files: Map<string, Uint8Array>, { signer }: Target): void {
  const keys = [formatVerifierKey(strangerFor(signer).key)];
  const text = canonicalJson({ origin: signer.key.name, keys, handovers: [] });
  files.set(passportNames.keys, new TextEncoder().encode(text));
}

interface Edited {
  forger: PassportForger;
  files: Map<string, Uint8Array>;
  document: Document;
}

const whole: Partial<Record<Document, string>> = {
  case: passportNames.caseFile,
  policy: passportNames.policy,
  keys: passportNames.keys,
  names: passportNames.printed,
  statement: passportNames.statement,
};

function editedText({ forger, files, document }: Edited, change: (value: Json) => Json, draw: Draw) {
  const read = (name: string) => JSON.parse(forger.text(files, name)) as Json;
  const written = (name: string, value: Json) =>
    value === null ? null : { name, text: canonicalJson(value) };
  const name = whole[document];
  if (name !== undefined) return written(name, change(read(name)));
  if (document === 'evidence') {
    const found = pickOf(
      [...files.keys()].filter((each) => each.startsWith('evidence/')),
      draw,
    );
    return written(found, change(read(found)));
  }
  if (document === 'payload') {
    const envelope = read(passportNames.statement) as { payload: string };
    const said = change(JSON.parse(Buffer.from(envelope.payload, 'base64').toString()));
    const payload = Buffer.from(canonicalJson(said)).toString('base64');
    return said === null ? null : written(passportNames.statement, { ...envelope, payload });
  }
  const lines = forger.text(files, passportNames.entries).trimEnd().split('\n');
  const place = Math.floor(draw() * lines.length);
  const line = editedLine(JSON.parse(lines[place]!) as Line, document, change);
  if (line === null) return null;
  lines[place] = canonicalJson(line);
  return { name: passportNames.entries, text: lines.map((each) => `${each}\n`).join('') };
}

interface Line {
  canonical: string;
  payload?: Json;
}

function editedLine(line: Line, document: Document, change: (value: Json) => Json): Json {
  if (document === 'line') return change(line);
  if (document === 'details') {
    const payload = line.payload === undefined ? null : change(line.payload);
    return payload === null ? null : { ...line, payload };
  }
  const said = change(JSON.parse(line.canonical));
  return said === null ? null : { ...line, canonical: canonicalJson(said) };
}

/** What is done to whole files and to the archive. */
export const archiveManipulations: Readonly<Record<string, Manipulation>> = {
  'flip a bit': ({ bytes }, draw) => {
    const copy = bytes.slice();
    copy[Math.floor(draw() * copy.length)]! ^= 1 << Math.floor(draw() * 8);
    return copy;
  },
  'flip a bit of a file, and list its digest': withFiles('reader', (files, draw) => {
    const name = nameIn(files, draw);
    const copy = files.get(name)!.slice();
    copy[Math.floor(draw() * copy.length)]! ^= 1 << Math.floor(draw() * 8);
    files.set(name, copy);
  }),
  'drop a file': withFiles('reader', (files, draw) => void files.delete(nameIn(files, draw))),
  'drop a file, and sign with another key': withFiles('stranger', (files, draw, target) => {
    files.delete(nameIn(files, draw));
    if (files.has(passportNames.keys)) nameStranger(files, target);
  }),
  'drop a file, and sign with the key of the log': withFiles('insider', (files, draw) => {
    // What may be left out by the rules is looked at apart.
    const names = [...files.keys()].filter(
      (name) => name !== passportNames.statement && !/^evidence/.test(name),
    );
    files.delete(pickOf(names, draw));
  }),
  'rename a file': withFiles('insider', (files, draw) => {
    const name = nameIn(files, draw);
    const content = files.get(name)!;
    files.delete(name);
    files.set(
      pickOf([`x${name}`, name.toUpperCase(), `${name}.bak`, `evidence/${'0'.repeat(64)}.json`], draw),
      content,
    );
  }),
  'add a file': withFiles('insider', (files, draw) => {
    const names = [
      'evidence/notes.json',
      `evidence/${'0'.repeat(64)}.json`,
      'case.JSON',
      'a/b',
      '../x',
      'audit/more',
    ];
    files.set(pickOf(names, draw), new TextEncoder().encode('{}'));
  }),
  'swap a file of two genuine ones': withFiles('insider', (files, draw, target) => {
    const others = new PassportForger(null).open(pickOf(target.others, draw));
    const swapped = [
      'case.json',
      'audit/entries.ndjson',
      'audit/checkpoint.txt',
      'policy.json',
      'names.json',
    ];
    const name = pickOf(swapped, draw);
    files.set(name, others.get(name)!);
  }),
  'swap the statement of two genuine ones': (target, draw) => {
    const forger = new PassportForger(null);
    const others = forger.open(pickOf(target.others, draw));
    const name = passportNames.statement;
    return packFiles(forger.open(target.bytes).set(name, others.get(name)!));
  },
  'turn two lines of the log round, or double one': withFiles('insider', (files, draw) => {
    const lines = new TextDecoder().decode(files.get(passportNames.entries)).trimEnd().split('\n');
    const place = 1 + Math.floor(draw() * (lines.length - 1));
    if (draw() < 0.5) lines.splice(place, 0, lines[place]!);
    else lines.splice(place - 1, 0, ...lines.splice(place, 1));
    files.set(passportNames.entries, new TextEncoder().encode(lines.map((line) => `${line}\n`).join('')));
  }),
  'forge the archive': ({ bytes }, draw) => forgedArchive(bytes, draw),
};

function nameIn(files: ReadonlyMap<string, Uint8Array>, draw: Draw): string {
  return pickOf(
    [...files.keys()].filter((name) => name !== passportNames.statement),
    draw,
  );
}

function withFiles(
  attacker: Attacker,
  change: (files: Map<string, Uint8Array>, draw: Draw, target: Target) => void,
): Manipulation {
  return (target, draw) => {
    const forger = attackers[attacker](target);
    const files = forger.open(target.bytes);
    const before = new Map(files);
    change(files, draw, target);
    const isSame =
      files.size === before.size &&
      [...files].every(
        ([name, bytes]) =>
          before.get(name) === bytes || Buffer.compare(bytes, before.get(name) ?? Buffer.alloc(0)) === 0,
      );
    return isSame ? null : forger.close(files);
  };
}
